#include "core/metrics/speed_limit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/metrics/map_culprit.h"

namespace stepscope {

namespace {

constexpr double kIntolerable = 2.23;  // m/s above the limit throughout: score 0

struct Limit {
  double mps{0.0};
  std::uint32_t lane{0};
};

// The highest limit of the segments; connectors have those of the lanes around them. None if any is unknown.
std::optional<Limit> limit_of(const RoadMap& map, SegmentSpan segments) {
  std::optional<Limit> highest;
  const auto all_known = [&](SegmentSpan lanes) {
    return std::ranges::all_of(lanes, [&](std::uint32_t lane) {
      const double limit = map.segments()[lane].speed_limit_mps.value_or(0.0);
      if (!highest || limit > highest->mps) highest = Limit{limit, lane};
      return limit != 0.0;
    });
  };
  for (const std::uint32_t i : segments) {
    const LaneSegment& segment = map.segments()[i];
    const bool known = segment.kind == SegmentKind::kLane ? all_known(SegmentSpan(&i, 1))
                                                          : all_known(segment.outgoing) && all_known(segment.incoming);
    if (!known) return std::nullopt;
  }
  return highest;
}

double overspeed(const RoadMap& map, const EgoOutline& ego, SegmentSpan segments) {
  if (segments.empty()) return 0.0;
  const auto limit = limit_of(map, segments);
  return limit ? std::max(0.0, ego.speed - limit->mps) : 0.0;
}

// `sum` of overspeeds of the first `count` samples: each stands for the mean time between samples.
double score_of(double sum, std::span<const EgoOutline> egos, std::size_t count) {
  if (!(sum > 0.0)) return 1.0;
  const double mean = mean_interval_us(egos, count) * 1e-6;
  const double duration = static_cast<double>(egos[count - 1].time.us - egos[0].time.us) * 1e-6;
  // No time has passed: the sample stands for one interval, as the first of two would.
  if (!(duration > 0.0)) return std::max(0.0, 1.0 - sum / (kIntolerable * static_cast<double>(count)));
  return std::max(0.0, 1.0 - sum * mean / (kIntolerable * duration));
}

// Runs of samples above the limit.
struct Run {
  std::size_t begin{0}, end{0}, worst{0};
  double sum{0.0};
};
std::vector<Run> runs_above(std::span<const double> over) {
  std::vector<Run> runs;
  for (std::size_t k = 0; k < over.size(); ++k) {
    if (!(over[k] > 0.0)) continue;
    Run run{.begin = k, .end = k, .worst = k};
    for (; run.end < over.size() && over[run.end] > 0.0; ++run.end) {
      run.sum += over[run.end];
      if (over[run.end] > over[run.worst]) run.worst = run.end;
    }
    k = run.end - 1;
    runs.push_back(run);
  }
  return runs;
}

// The mean weighs each run's mean by the time until the first sample in order, or the last sample.
void add_statistics(Metric& metric, std::span<const EgoOutline> egos, std::span<const Run> runs,
                    std::span<const double> over) {
  if (!runs.empty()) {
    double most = 0.0, least = std::numeric_limits<double>::infinity(), sum = 0.0, duration = 0.0;
    for (const Run& run : runs) {
      most = std::max(most, over[run.worst]);
      least = std::min(least, over[run.worst]);
      const double mean = run.sum / static_cast<double>(run.end - run.begin);
      const std::size_t end = std::min(run.end, over.size() - 1);
      const auto lasts = static_cast<double>(egos[end].time.us - egos[run.begin].time.us);
      sum += mean * lasts;
      duration += lasts;
    }
    // Above the limit in the last sample only: the reference has no mean there.
    const double mean = duration > 0.0 ? sum / duration : over[runs.front().worst];
    metric.statistics = {{"number_of_violations_of_speed_limit_compliance", std::ssize(runs)},
                         {"max_violation_of_speed_limit_compliance", most},
                         {"min_violation_of_speed_limit_compliance", least},
                         {"mean_violation_of_speed_limit_compliance", mean}};
  }
  metric.statistics.push_back({"speed_limit_compliance", runs.empty()});
}

std::vector<double> scores_so_far(const RoadMap& map, std::span<const EgoOutline> egos, const CentreRoute& route,
                                  std::span<const double> over) {
  std::vector<double> scores, sums{0.0};  // sums[k]: of the first k samples
  for (const double value : over) sums.push_back(sums.back() + value);
  SegmentLists ending;
  for (std::size_t last = 0; last < egos.size(); ++last) {
    const std::size_t settled = route.settled(last);
    double sum = sums[settled];
    if (settled <= last) {
      route.ending_at(last, ending);
      for (std::size_t k = settled; k <= last; ++k) sum += overspeed(map, egos[k], ending[k]);
    }
    scores.push_back(score_of(sum, egos, last + 1));
  }
  return scores;
}

}  // namespace

Metric speed_limit_metric(const RoadMap& map, std::span<const EgoOutline> egos, const CentreRoute& route) {
  Metric metric{.name = "speed_limit_compliance", .score_unit = "float"};
  MetricSeries series{.unit = "over_speeding[meters_per_second]"};
  double sum = 0.0;
  for (std::size_t k = 0; k < egos.size(); ++k) {
    series.times.push_back(egos[k].time);
    series.values.push_back(overspeed(map, egos[k], route[k]));
    sum += series.values.back();
  }
  metric.score = score_of(sum, egos, egos.size());
  metric.score_so_far = scores_so_far(map, egos, route, series.values);
  const std::vector<Run> runs = runs_above(series.values);
  add_statistics(metric, egos, runs, series.values);
  for (const Run& run : runs) {
    double sum_without = 0.0;
    for (std::size_t k = 0; k < egos.size(); ++k) sum_without += k < run.begin || k >= run.end ? series.values[k] : 0.0;
    const Limit limit = limit_of(map, route[run.worst]).value_or(Limit{});
    metric.violations.push_back(
        {.step = static_cast<int>(run.begin),
         .last_step = static_cast<int>(run.end - 1),
         .what = fmt::format("ego drives {:.1f} m/s where {:.1f} m/s are allowed", egos[run.worst].speed, limit.mps),
         .culprit = culprit(map.segments()[limit.lane]),
         .value = egos[run.worst].speed,
         .threshold = limit.mps,
         .unit = "m/s",
         .score_without = score_of(sum_without, egos, egos.size())});
  }
  metric.series = std::move(series);
  return metric;
}

}  // namespace stepscope
