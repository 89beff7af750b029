#include "core/comparison/processor_time.h"

#include <algorithm>

namespace stepscope {

namespace {

double waiting_share(const MeasuredRun& run) {
  double wall = 0.0;
  for (const StepTiming& step : run.steps) wall += static_cast<double>(step.wall_ns);
  return wall > 0.0 ? std::max(0.0, 1.0 - processor_ns(run) / wall) : 0.0;
}

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

double processor_ns(const MeasuredRun& run) {
  double sum = 0.0;
  for (const StepTiming& step : run.steps) sum += static_cast<double>(step.cpu_ns);
  return sum;
}

ProcessorTime processor_time_of(std::span<const RunPair> pairs, std::uint64_t seed) {
  if (pairs.empty()) return {};
  const std::vector<double> weights = weights_of(pairs);
  std::vector<PairTimes> times;
  std::vector<double> waiting_a, waiting_b;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    times.push_back({.a = processor_ns(pairs[i].a),
                     .b = processor_ns(pairs[i].b),
                     .weight = weights[i],
                     .scenario = pairs[i].scenario});
    waiting_a.push_back(waiting_share(pairs[i].a));
    waiting_b.push_back(waiting_share(pairs[i].b));
  }
  ProcessorTime out{.ratio = ratio_of(times, seed)};
  if (!out.ratio) return out;
  out.waiting_a = median_of(std::move(waiting_a));
  out.waiting_b = median_of(std::move(waiting_b));
  return out;
}

}  // namespace stepscope
