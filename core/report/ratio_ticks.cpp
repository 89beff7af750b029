#include <algorithm>
#include <cmath>

#include "core/report/comparison_charts.h"

namespace stepscope {

namespace {

// Powers of a number on both sides of 1.
std::vector<double> powers(double base, double far) {
  std::vector<double> ticks{1.0};
  for (double tick = base; tick <= far * 1.0001; tick *= base) {
    ticks.push_back(tick);
    ticks.insert(ticks.begin(), 1.0 / tick);
  }
  return ticks;
}

}  // namespace

std::vector<double> ratio_ticks(double far, int count) {
  const auto few = [count](const std::vector<double>& ticks) { return static_cast<int>(ticks.size()) <= count; };
  if (far < 1.9) {
    for (const double step : {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5}) {
      std::vector<double> ticks;
      const int below = static_cast<int>(std::floor((1.0 - 1.0 / far) / step + 1e-9));
      const int above = static_cast<int>(std::floor((far - 1.0) / step + 1e-9));
      for (int i = -below; i <= above; ++i) ticks.push_back(1.0 + i * step);
      if (few(ticks)) return ticks;
    }
  }
  for (const double base : {2.0, 4.0, 10.0, 100.0})
    if (auto ticks = powers(base, far); few(ticks)) return ticks;
  return {1.0};
}

}  // namespace stepscope
