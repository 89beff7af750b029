#include "core/metrics/driving_direction.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/metrics/map_culprit.h"

namespace stepscope {

namespace {

constexpr double kHorizonUs = 1e6;
constexpr double kCompliant = 2.0, kHalfCompliant = 6.0;  // m

double score_of(double least_progress) {
  const double against = std::abs(least_progress);
  return against < kCompliant ? 1.0 : against < kHalfCompliant ? 0.5 : 0.0;
}

// Number of samples before the current one that belong to the window, if the run has `count` samples.
std::size_t window(std::span<const EgoOutline> egos, std::size_t count) {
  const double interval = mean_interval_us(egos, count);
  return interval * static_cast<double>(count) > kHorizonUs ? static_cast<std::size_t>(kHorizonUs / interval) : count;
}

double sum_of_window(std::span<const double> progress, std::size_t last, std::size_t window) {
  double sum = 0.0;
  for (std::size_t k = last - std::min(last, window); k <= last; ++k) sum += progress[k];
  return sum;
}

// Progress of the ego along the baseline of the first segment of its route.
class ProgressAlongLane {
 public:
  ProgressAlongLane(const RoadMap& map, std::span<const EgoOutline> egos, const CentreRoute& route)
      : map_(map), egos_(egos), route_(route), arc_lengths_(route.found().items(), std::nan("")) {
    Memory memory;
    for (std::size_t k = 0; k < egos.size(); ++k) {
      steps_.push_back(step(k, route[k], memory));
      memories_.push_back(memory);
    }
  }

  const std::vector<double>& steps() const { return steps_; }

  // The least sum of a window, if the run ended with sample `last`.
  double least_until(std::size_t last) {
    const std::size_t n = window(egos_, last + 1);
    const std::size_t settled = route_.settled(last);
    double least = settled > 0 ? least_settled(n)[settled - 1] : std::numeric_limits<double>::infinity();
    if (settled > last) return least;
    route_.ending_at(last, ending_);
    Memory memory = settled > 0 ? memories_[settled - 1] : Memory{};
    tail_.assign(steps_.begin(), steps_.begin() + static_cast<std::ptrdiff_t>(settled));
    for (std::size_t k = settled; k <= last; ++k) {
      tail_.push_back(step(k, ending_[k], memory));
      least = std::min(least, sum_of_window(tail_, k, n));
    }
    return least;
  }

 private:
  // What is remembered from sample to sample.
  struct Memory {
    std::optional<std::uint32_t> segment;
    std::optional<double> arc_length;
  };

  double step(std::size_t k, SegmentSpan segments, Memory& memory) {
    if (segments.empty()) return 0.0;
    const std::uint32_t segment = segments.front();
    if (k == 0) memory.segment = segment;
    if (memory.segment != segment) {
      memory = {segment, std::nullopt};
      return 0.0;
    }
    const double here = arc_length(k, segment);
    const double before = memory.arc_length.value_or(here);
    memory.arc_length = here;
    return here == 0.0 ? 0.0 : here - before;  // the reference takes arc length 0 for "unknown"
  }

  // Of the centre at a sample; the segment is one of those found there.
  double arc_length(std::size_t k, std::uint32_t segment) {
    const SegmentSpan found = route_.found()[k];
    const auto i = static_cast<std::size_t>(std::ranges::find(found, segment) - found.begin());
    double& known = arc_lengths_[route_.found().offset(k) + i];
    if (std::isnan(known)) known = map_.segments()[segment].baseline.project(egos_[k].centre());
    return known;
  }

  // Per sample the least sum of a window of n up to there, over the whole run's progress.
  const std::vector<double>& least_settled(std::size_t n) {
    std::vector<double>& least = least_settled_[n];
    if (!least.empty()) return least;
    double so_far = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < steps_.size(); ++k)
      least.push_back(so_far = std::min(so_far, sum_of_window(steps_, k, n)));
    return least;
  }

  const RoadMap& map_;
  std::span<const EgoOutline> egos_;
  const CentreRoute& route_;
  std::vector<double> arc_lengths_;  // beside route_.found(); NaN: not needed yet
  std::vector<double> steps_;
  std::vector<Memory> memories_;  // after each sample
  std::map<std::size_t, std::vector<double>> least_settled_;
  SegmentLists ending_;
  std::vector<double> tail_;
};

// Runs of samples at whose window the ego has gone too far against the direction.
std::vector<MetricViolation> violations(const RoadMap& map, const CentreRoute& route, std::span<const double> sums) {
  std::vector<MetricViolation> found;
  for (std::size_t k = 0; k < sums.size(); ++k) {
    if (sums[k] > -kCompliant) continue;
    std::size_t worst = k, end = k;
    for (; end < sums.size() && sums[end] <= -kCompliant; ++end) {
      if (sums[end] < sums[worst]) worst = end;
    }
    double least_elsewhere = 0.0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      if (i < k || i >= end) least_elsewhere = std::min(least_elsewhere, sums[i]);
    }
    std::size_t on_lane = worst;
    while (on_lane > 0 && route[on_lane].empty()) --on_lane;
    found.push_back(
        {.step = static_cast<int>(k),
         .last_step = static_cast<int>(end - 1),
         .what = fmt::format("ego goes {:.1f} m against the direction of its lane within one second", -sums[worst]),
         .culprit = route[on_lane].empty() ? Culprit{} : culprit(map.segments()[route[on_lane].front()]),
         .value = -sums[worst],
         .threshold = kCompliant,
         .unit = "m",
         .score_without = score_of(least_elsewhere)});
    k = end - 1;
  }
  return found;
}

}  // namespace

Metric driving_direction_metric(const RoadMap& map, std::span<const EgoOutline> egos, const CentreRoute& route) {
  ProgressAlongLane progress(map, egos, route);
  Metric metric{.name = "driving_direction_compliance", .score_unit = "bool"};
  MetricSeries series{.unit = "progress_along_driving_direction_in_last_1_seconds_[m]"};
  const std::size_t n = window(egos, egos.size());
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < egos.size(); ++k) {
    series.times.push_back(egos[k].time);
    series.values.push_back(sum_of_window(progress.steps(), k, n));
    least = std::min(least, series.values.back());
    metric.score_so_far.push_back(score_of(progress.least_until(k)));
  }
  metric.score = score_of(least);
  metric.statistics = {{"driving_direction_compliance_score", *metric.score},
                       {"min_progress_along_driving_direction_in_1_second_interval", -std::abs(least)}};
  if (*metric.score < 1.0) metric.violations = violations(map, route, series.values);
  metric.series = std::move(series);
  return metric;
}

}  // namespace stepscope
