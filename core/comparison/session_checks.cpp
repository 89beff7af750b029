#include "core/comparison/session_checks.h"

#include <algorithm>
#include <cmath>

#include "core/comparison/grouped_slope.h"

namespace stepscope {

namespace {

std::optional<Interval> exponential(const std::optional<Interval>& logs) {
  if (!logs) return std::nullopt;
  return Interval{.low = std::exp(logs->low), .high = std::exp(logs->high)};
}

double log_total(const MeasuredRun& run) { return std::log(static_cast<double>(run.total_ns())); }

}  // namespace

OrderEffect order_effect_of(std::span<const RunPair> pairs) {
  OrderEffect out;
  std::vector<GroupedPoint> points;
  for (const RunPair& pair : pairs) {
    const bool a_first = pair.order == PairOrder::kAFirst;
    ++(a_first ? out.a_first : out.b_first);
    // ln(B / A) is the difference of the ways plus the effect where B is second, less the effect where it is first.
    points.push_back({.x = a_first ? 1.0 : -1.0, .y = log_total(pair.b) - log_total(pair.a), .group = pair.scenario});
  }
  if (std::min(out.a_first, out.b_first) < 2) return out;
  const GroupedSlope effect = grouped_slope(points);
  out.second_to_first = std::exp(effect.slope);
  out.interval = exponential(effect.interval);
  return out;
}

Drift drift_of(std::span<const RunPair> pairs) {
  if (pairs.empty()) return {};
  std::int64_t first = pairs[0].a.began_ns, last = first;
  for (const RunPair& pair : pairs) {
    first = std::min({first, pair.a.began_ns, pair.b.began_ns});
    last = std::max({last, pair.a.began_ns, pair.b.began_ns});
  }
  Drift out{.session_ns = static_cast<double>(last - first)};
  if (last == first) return out;
  std::vector<GroupedPoint> points;
  const auto add = [&](const MeasuredRun& run, int group) {
    points.push_back(
        {.x = static_cast<double>(run.began_ns - first) / out.session_ns, .y = log_total(run), .group = group});
  };
  for (const RunPair& pair : pairs) {
    add(pair.a, 2 * pair.scenario);
    add(pair.b, 2 * pair.scenario + 1);
  }
  const GroupedSlope slope = grouped_slope(points);
  out.end_to_begin = std::exp(slope.slope);
  out.interval = exponential(slope.interval);
  return out;
}

}  // namespace stepscope
