#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace stepscope::bench {

// The upper one of the two in the middle; 0 of nothing.
inline double median(std::vector<double> values) {
  if (values.empty()) return 0.0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

// "   12.34 µs (11.90 … 14.02)": the median, the least and the largest of values that are not empty.
inline std::string spread_text(const std::vector<double>& values, std::string_view unit, int decimals) {
  const auto [least, largest] = std::ranges::minmax_element(values);
  return fmt::format("{:9.{}f} {} ({:.{}f} … {:.{}f})", median(values), decimals, unit, *least, decimals, *largest,
                     decimals);
}

// Gathers what is measured again and again.
struct Sample {
  std::vector<double> values;

  void add(double value) { values.push_back(value); }
  std::string text(std::string_view unit, int decimals = 2) const { return spread_text(values, unit, decimals); }
};

}  // namespace stepscope::bench
