#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stepscope {

// Three significant digits without an exponent; "–" for what is no number, "∞" for infinity.
std::string short_number(double value);

// "23.1 µs", "12.3 ms": three significant digits, unit chosen by size (ns, µs, ms, s).
std::string duration_text(double ns);

// As short_number(), but with four decimals at most, for columns.
std::string table_number(double value);

// 0.1234 is "12.3 %"; two decimals at most.
std::string percent_text(double share);

// "1 call", "2 calls".
std::string counted(std::int64_t number, std::string_view what);

}  // namespace stepscope
