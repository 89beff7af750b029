#include "core/report/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stepscope {

// 9.996 becomes 10.0, not 10.00: what decides is the rounded value.
std::string short_number(double value) {
  if (std::isinf(value)) return value > 0.0 ? "∞" : "−∞";
  if (!std::isfinite(value)) return "–";
  if (value == 0.0) return "0";
  int decimals = 2 - static_cast<int>(std::floor(std::log10(std::abs(value))));
  if (std::round(std::abs(value) * std::pow(10.0, decimals)) >= 1000.0) --decimals;
  return fmt::format("{:.{}f}", value, std::max(0, decimals));
}

std::string duration_text(double ns) {
  const double size = std::abs(ns);
  if (size < 1e3) return short_number(ns) + " ns";
  if (size < 1e6) return short_number(ns * 1e-3) + " µs";
  if (size < 1e9) return short_number(ns * 1e-6) + " ms";
  return short_number(ns * 1e-9) + " s";
}

std::string table_number(double value) {
  if (value != 0.0 && std::abs(value) < 0.0001) return value > 0.0 ? "< 0.0001" : "> -0.0001";
  return std::abs(value) < 0.1 && value != 0.0 ? fmt::format("{:.4f}", value) : short_number(value);
}

std::string percent_text(double share) {
  const double percent = 100.0 * share;
  if (percent > 0.0 && percent < 0.01) return "< 0.01 %";
  return (percent > 0.0 && percent < 0.1 ? fmt::format("{:.2f}", percent) : short_number(percent)) + " %";
}

std::string counted(std::int64_t number, std::string_view what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

}  // namespace stepscope
