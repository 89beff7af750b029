#include "core/comparison/outlier_runs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace stepscope {

namespace {

constexpr double kRobustDeviations = 5.0;
constexpr double kMadToSd = 1.4826;  // of normal values
constexpr double kLeastShare = 0.02;
constexpr std::size_t kFewestOfAKind = 3;

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return 0.5 * (*middle + *std::max_element(values.begin(), middle));
}

double log_total(const MeasuredRun& run) { return std::log(static_cast<double>(run.total_ns())); }

// Of the logarithms of the totals, by scenario and way; without kinds that have too few runs to know a usual one.
std::map<std::pair<int, bool>, double> usual_levels(std::span<const RunPair> pairs) {
  std::map<std::pair<int, bool>, std::vector<double>> kinds;
  for (const RunPair& pair : pairs) {
    kinds[{pair.scenario, true}].push_back(log_total(pair.a));
    kinds[{pair.scenario, false}].push_back(log_total(pair.b));
  }
  std::map<std::pair<int, bool>, double> out;
  for (auto& [kind, logs] : kinds)
    if (logs.size() >= kFewestOfAKind) out[kind] = median_of(std::move(logs));
  return out;
}

}  // namespace

std::vector<OutlierRun> outliers_of(std::span<const RunPair> pairs) {
  const auto usual = usual_levels(pairs);
  std::vector<OutlierRun> runs;
  std::vector<double> distances;
  const auto look_at = [&](std::size_t i, bool is_a) {
    const auto level = usual.find({pairs[i].scenario, is_a});
    if (level == usual.end()) return;
    const MeasuredRun& run = is_a ? pairs[i].a : pairs[i].b;
    const double distance = log_total(run) - level->second;
    distances.push_back(std::abs(distance));
    runs.push_back(
        {.pair = i, .is_a = is_a, .total_ns = static_cast<double>(run.total_ns()), .to_median = std::exp(distance)});
  };
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    look_at(i, true);
    look_at(i, false);
  }
  if (runs.empty()) return {};
  const double limit = std::max(kRobustDeviations * kMadToSd * median_of(distances), std::log1p(kLeastShare));
  std::erase_if(runs, [&](const OutlierRun& run) { return std::abs(std::log(run.to_median)) <= limit; });
  return runs;
}

Answer answer_without(std::span<const RunPair> pairs, std::span<const OutlierRun> outliers,
                      const AnswerOptions& options) {
  std::vector<RunPair> kept;
  for (std::size_t i = 0; i < pairs.size(); ++i)
    if (std::none_of(outliers.begin(), outliers.end(), [&](const OutlierRun& run) { return run.pair == i; }))
      kept.push_back(pairs[i]);
  return answer_of(kept, options);
}

}  // namespace stepscope
