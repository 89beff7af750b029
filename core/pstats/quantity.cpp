#include "core/pstats/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stepscope {

std::string three_digits(double value) {
  if (!std::isfinite(value)) return "–";
  if (value == 0.0) return "0";
  int decimals = 2 - static_cast<int>(std::floor(std::log10(std::abs(value))));
  if (std::round(std::abs(value) * std::pow(10.0, decimals)) >= 1000.0) --decimals;
  return fmt::format("{:.{}f}", value, std::clamp(decimals, 0, 12));
}

std::string count_text(std::int64_t count) {
  std::string digits = std::to_string(count);
  const std::size_t first = count < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, "\u2009");
  return digits;
}

}  // namespace stepscope
