#include "core/analysis/duration_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace stepscope {

namespace {

struct Unit {
  double ns;
  std::string_view symbol;
};

Unit unit_for(double ns) {
  const double size = std::abs(ns);
  if (size < 1e3) return {1.0, "ns"};
  if (size < 1e5) return {1e3, "µs"};
  if (size < 1e10) return {1e6, "ms"};
  return {1e9, "s"};
}

std::string number(double value) {
  if (!std::isfinite(value)) return "–";
  const double size = std::abs(value);
  if (size < 5e-4) return "0";
  int decimals = std::clamp(2 - static_cast<int>(std::floor(std::log10(size))), 0, 3);
  if (std::round(size * std::pow(10.0, decimals)) >= 1000.0 && size < 1000.0) decimals = std::max(decimals - 1, 0);
  const std::string digits = fmt::format("{:.{}f}", size, decimals);
  return value < 0.0 ? "−" + digits : digits;
}

}  // namespace

std::string duration_words(double ns) {
  const Unit unit = unit_for(ns);
  return fmt::format("{} {}", number(ns / unit.ns), unit.symbol);
}

std::string interval_words(double low_ns, double high_ns) {
  const Unit unit = unit_for(std::max(std::abs(low_ns), std::abs(high_ns)));
  return fmt::format("{} … {} {}", number(low_ns / unit.ns), number(high_ns / unit.ns), unit.symbol);
}

}  // namespace stepscope
