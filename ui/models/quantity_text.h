#pragma once

#include <QString>
#include <cstdint>

namespace stepscope::ui {

// Numbers as this program writes them, the same in every table, chart and tooltip. A point as decimal sign whatever the
// locale, so that what is copied can be pasted into a spreadsheet or a script.

// Unit that a table or an axis of durations is shown in.
enum class DurationUnit : std::uint8_t { kMicroseconds, kMilliseconds, kSeconds };

// The unit in which `longest_ns` reads best: µs below 1 ms, ms below 10 s, s from there on.
DurationUnit duration_unit_for(double longest_ns);
QString unit_symbol(DurationUnit unit);              // "µs", "ms", "s"
double in_unit(double ns, DurationUnit unit);

// Three significant digits without exponent: "0.214", "21.4", "2 140"; whole digits are never rounded away.
QString three_digits(double value);
// "0.214 ms", "21.4 µs": value and unit chosen for this value alone.
QString duration_text(double ns);
// Whole number with thin separators between groups of three digits: "12 345".
QString count_text(std::int64_t count);
// "12.5 %", "0.3 %", "< 0.1 %", "0 %".
QString share_text(double share);

}  // namespace stepscope::ui
