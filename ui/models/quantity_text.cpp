#include "ui/models/quantity_text.h"

#include <algorithm>
#include <cmath>

namespace stepscope::ui {

namespace {

constexpr QChar kThinSpace{0x2009};

QString grouped(QString digits) {
  const qsizetype first = digits.startsWith(QLatin1Char('-')) ? 1 : 0;
  for (qsizetype at = digits.size() - 3; at > first; at -= 3) digits.insert(at, kThinSpace);
  return digits;
}

double nanoseconds_per(DurationUnit unit) {
  switch (unit) {
    case DurationUnit::kMicroseconds: return 1e3;
    case DurationUnit::kMilliseconds: return 1e6;
    case DurationUnit::kSeconds: return 1e9;
  }
  return 1e6;
}

}  // namespace

DurationUnit duration_unit_for(double longest_ns) {
  if (longest_ns < 1e6) return DurationUnit::kMicroseconds;
  if (longest_ns < 1e10) return DurationUnit::kMilliseconds;
  return DurationUnit::kSeconds;
}

QString unit_symbol(DurationUnit unit) {
  switch (unit) {
    case DurationUnit::kMicroseconds: return QStringLiteral("µs");
    case DurationUnit::kMilliseconds: return QStringLiteral("ms");
    case DurationUnit::kSeconds: return QStringLiteral("s");
  }
  return {};
}

double in_unit(double ns, DurationUnit unit) { return ns / nanoseconds_per(unit); }

QString three_digits(double value) {
  if (!std::isfinite(value)) return QStringLiteral("–");
  if (value == 0.0) return QStringLiteral("0");
  const double magnitude = std::abs(value);
  // Digits after the point. 9.996 must become 10.0, not 10.00: decide on the value already rounded to three digits.
  int decimals = 2 - static_cast<int>(std::floor(std::log10(magnitude)));
  const double unit = std::pow(10.0, -decimals);
  if (std::round(magnitude / unit) >= 1000.0) --decimals;
  if (decimals <= 0) return grouped(QString::number(value, 'f', 0));
  return QString::number(value, 'f', std::min(decimals, 6));
}

QString duration_text(double ns) {
  const DurationUnit unit = duration_unit_for(ns);
  return three_digits(in_unit(ns, unit)) + QChar(0xA0) + unit_symbol(unit);
}

QString count_text(std::int64_t count) { return grouped(QString::number(count)); }

QString share_text(double share) {
  const double percent = 100.0 * share;
  if (percent == 0.0) return QStringLiteral("0\u00A0%");
  if (percent < 0.05) return QStringLiteral("<\u00A00.1\u00A0%");
  return QString::number(percent, 'f', 1) + QStringLiteral("\u00A0%");
}

}  // namespace stepscope::ui
