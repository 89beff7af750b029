#include "ui/bridge/text.h"

namespace stepscope::ui {

QString to_qt(std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); }

QString path_text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

QString error_text(const Error& error) { return QString::fromStdString(error.text()); }

std::filesystem::path to_path(const QString& path) { return std::filesystem::path(path.toStdString()); }

QString type_text(std::string_view scenario_type) {
  QString text = to_qt(scenario_type);
  return text.replace(QLatin1Char('_'), QLatin1Char(' '));
}

}  // namespace stepscope::ui
