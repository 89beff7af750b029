#include "core/comparison/step_ribbon.h"

#include <algorithm>
#include <cmath>

namespace stepscope {

namespace {

// Of ascending values, by linear interpolation at position q · (n − 1).
double quantile_of(std::span<const double> ascending, double q) {
  const double position = q * static_cast<double>(ascending.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, ascending.size() - 1);
  return ascending[below] + (position - static_cast<double>(below)) * (ascending[above] - ascending[below]);
}

RibbonPoint point_at(std::size_t step, std::vector<double> logs) {
  RibbonPoint out{.step = step, .pairs = static_cast<int>(logs.size())};
  if (logs.empty()) return out;
  std::sort(logs.begin(), logs.end());
  out.median = quantile_of(logs, 0.5);
  out.low = quantile_of(logs, 0.25);
  out.high = quantile_of(logs, 0.75);
  out.min = logs.front();
  out.max = logs.back();
  return out;
}

}  // namespace

std::vector<RibbonPoint> ribbon_of(std::span<const RunPair> pairs, int scenario, TimeSource source) {
  std::vector<const RunPair*> chosen;
  std::size_t steps = 0;
  for (const RunPair& pair : pairs) {
    if (pair.scenario != scenario) continue;
    const std::size_t both = std::min(pair.a.steps.size(), pair.b.steps.size());
    steps = chosen.empty() ? both : std::min(steps, both);
    chosen.push_back(&pair);
  }
  std::vector<RibbonPoint> out;
  for (std::size_t k = 0; k < steps; ++k) {
    std::vector<double> logs;
    for (const RunPair* pair : chosen) {
      const std::int64_t a = time_of(pair->a.steps[k], source), b = time_of(pair->b.steps[k], source);
      if (a > 0 && b > 0) logs.push_back(std::log(static_cast<double>(b) / static_cast<double>(a)));
    }
    out.push_back(point_at(k, std::move(logs)));
  }
  return out;
}

}  // namespace stepscope
