#include "ui/bridge/text.h"

#include <algorithm>
#include <cmath>

namespace stepscope::ui {

QString to_qt(std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); }

QString path_text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

QString error_text(const Error& error) { return QString::fromStdString(error.text()); }

std::filesystem::path to_path(const QString& path) { return std::filesystem::path(path.toStdString()); }

QString ms_text(double ns) {
  const double ms = ns * 1e-6;
  if (!(ms > 0.0)) return QStringLiteral("0");
  if (ms >= 999.5) return count_text(std::llround(ms));
  const int digits_before = static_cast<int>(std::floor(std::log10(ms))) + 1;
  return QString::number(ms, 'f', std::clamp(3 - digits_before, 0, 6));
}

QString count_text(qint64 count) {
  QString digits = QString::number(count < 0 ? -count : count);
  for (qsizetype at = digits.size() - 3; at > 0; at -= 3) digits.insert(at, QChar(0x2009));
  return count < 0 ? QChar(0x2212) + digits : digits;
}

QString type_text(std::string_view scenario_type) {
  QString text = to_qt(scenario_type);
  return text.replace(QLatin1Char('_'), QLatin1Char(' '));
}

}  // namespace stepscope::ui
