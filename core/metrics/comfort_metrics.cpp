#include "core/metrics/comfort_metrics.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace stepscope {

const ComfortBound& comfort_bound(ComfortSignal signal) {
  static constexpr std::array<ComfortBound, kComfortSignals> kBounds{{
      {"ego_jerk", "jerk", "m/s³", "meters_per_second_cubed", -8.37, 8.37},
      {"ego_lat_acceleration", "lateral acceleration", "m/s²", "meters_per_second_squared", -4.89, 4.89},
      {"ego_lon_acceleration", "longitudinal acceleration", "m/s²", "meters_per_second_squared", -4.05, 2.40},
      {"ego_lon_jerk", "longitudinal jerk", "m/s³", "meters_per_second_cubed", -4.13, 4.13},
      {"ego_yaw_acceleration", "yaw acceleration", "rad/s²", "radians_per_second_squared", -1.93, 1.93},
      {"ego_yaw_rate", "yaw rate", "rad/s", "radians_per_second", -0.95, 0.95},
  }};
  return kBounds[static_cast<std::size_t>(signal)];
}

namespace {

constexpr std::array<ComfortSignal, kComfortSignals> kAll{
    ComfortSignal::kJerk,    ComfortSignal::kLatAcceleration, ComfortSignal::kLonAcceleration,
    ComfortSignal::kLonJerk, ComfortSignal::kYawAcceleration, ComfortSignal::kYawRate};

bool within(const ComfortBound& bound, double value) { return bound.low < value && value < bound.high; }

// From value `first` on.
bool comfortable(const ComfortSignals& signals, std::size_t first) {
  return std::ranges::all_of(kAll, [&signals, first](ComfortSignal signal) {
    const ComfortBound& bound = comfort_bound(signal);
    return std::ranges::all_of(std::span(signals.of(signal)).subspan(first),
                               [&bound](double value) { return within(bound, value); });
  });
}

// The extremes of what no longer changes as a ride goes on, but for its mean step.
class SettledSignals {
 public:
  explicit SettledSignals(ComfortExtractor& extractor) { extractor.extract_per_sample(per_sample_); }

  void grow_to(std::size_t n) {
    for (; settled_ + ComfortExtractor::kUnsettled < n; ++settled_) {
      for (const ComfortSignal signal : kAll) {
        Extremes& e = extremes_[static_cast<std::size_t>(signal)];
        const double value = per_sample_.of(signal)[settled_];
        e.low = std::min(e.low, value);
        e.high = std::max(e.high, value);
      }
    }
  }
  // Scaling and rounding keep the order, so that the extremes speak for all.
  bool comfortable(double step) const {
    return std::ranges::all_of(kAll, [&](ComfortSignal signal) {
      const Extremes& e = extremes_[static_cast<std::size_t>(signal)];
      const double scale = scale_of(signal, step);
      const ComfortBound& bound = comfort_bound(signal);
      return within(bound, rounded_to_8_decimals(e.low / scale)) &&
             within(bound, rounded_to_8_decimals(e.high / scale));
    });
  }

 private:
  struct Extremes {
    double low{std::numeric_limits<double>::infinity()};
    double high{-std::numeric_limits<double>::infinity()};
  };
  static double scale_of(ComfortSignal signal, double step) {
    switch (signal) {
      case ComfortSignal::kLatAcceleration:
      case ComfortSignal::kLonAcceleration:
        return 1.0;
      case ComfortSignal::kYawAcceleration:
        return step * step;
      default:
        return step;
    }
  }

  ComfortSignals per_sample_;
  std::array<Extremes, kComfortSignals> extremes_;
  std::size_t settled_{0};
};

// The verdict of every beginning of the ride.
std::vector<double> scores_so_far(ComfortExtractor& extractor) {
  std::vector<double> scores(extractor.size(), 1.0);  // too short to judge: nothing is wrong yet
  SettledSignals settled(extractor);
  ComfortSignals signals;
  for (std::size_t n = ComfortExtractor::kFewest; n <= extractor.size(); ++n) {
    bool good = false;
    if (n < ComfortExtractor::kEnd) {
      extractor.extract(n, signals);
      good = comfortable(signals, 0);
    } else {
      settled.grow_to(n);
      extractor.extract_end(n, signals);
      good = settled.comfortable(extractor.step(n)) &&
             comfortable(signals, ComfortExtractor::kEnd - ComfortExtractor::kUnsettled);
    }
    scores[n - 1] = good ? 1.0 : 0.0;
  }
  return scores;
}

// numpy.percentile(·, 90, method="closest_observation"): the value nearest to place 0.9·n − 1 of the ascending ones,
// ties to the even place.
double percentile_90(std::vector<double> values) {
  const double place = 0.9 * static_cast<double>(values.size()) - 1.5;
  const double below = std::floor(place);
  const bool tie_to_even = place == below && std::fmod(below, 2.0) == 0.0;
  const double index = std::clamp(tie_to_even ? below : below + 1.0, 0.0, static_cast<double>(values.size() - 1));
  const auto found = values.begin() + static_cast<std::ptrdiff_t>(index);
  std::ranges::nth_element(values, found);
  return *found;
}

Metric signal_metric(const ComfortBound& bound, const std::vector<SimTime>& times, const std::vector<double>& values) {
  const std::string name(bound.metric);
  Metric metric{.name = name};
  const auto [low, high] = std::ranges::minmax(values);
  metric.statistics = {
      {"max_" + name, high},
      {"min_" + name, low},
      {"avg_" + name, std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size())},
      {"p90_" + name, percentile_90(values)},
      {"abs_" + name + "_within_bounds", within(bound, low) && within(bound, high)}};
  metric.series = MetricSeries{.unit = std::string(bound.reference_unit), .times = times, .values = values};
  return metric;
}

// From the first sample out of bounds to the last, if there is one. The value is the one furthest out.
std::optional<MetricViolation> violation_of(const ComfortBound& bound, const std::vector<double>& values) {
  const auto excess = [&bound](double value) { return std::max(value - bound.high, bound.low - value); };
  std::optional<MetricViolation> violation;
  std::size_t worst = 0;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (within(bound, values[k])) continue;
    const auto step = static_cast<int>(k);
    if (!violation) {
      worst = k;
      violation = MetricViolation{.step = step, .unit = std::string(bound.unit)};
    }
    violation->last_step = step;
    if (excess(values[k]) > excess(values[worst])) worst = k;
  }
  if (!violation) return std::nullopt;
  violation->value = values[worst];
  violation->threshold = values[worst] >= bound.high ? bound.high : bound.low;
  violation->what = fmt::format("{} leaves its bounds, furthest at step {}", bound.title, worst);
  return violation;
}

}  // namespace

ComfortMetrics comfort_metrics(std::span<const MetricSample> samples) {
  ComfortMetrics out;
  out.verdict.name = "ego_is_comfortable";
  auto extractor = ComfortExtractor::create(samples);
  if (!extractor.ok()) {
    const std::string reason = extractor.error().text();
    for (const ComfortSignal signal : kAll)
      out.signals.push_back({.name = std::string(comfort_bound(signal).metric), .error = reason});
    out.verdict.error = reason;
    return out;
  }

  ComfortSignals signals;
  extractor.value().extract(extractor.value().size(), signals);
  out.verdict.score_so_far = scores_so_far(extractor.value());

  std::vector<SimTime> times;
  for (const MetricSample& sample : samples) times.push_back(sample.ego.time);
  for (const ComfortSignal signal : kAll) {
    const ComfortBound& bound = comfort_bound(signal);
    out.signals.push_back(signal_metric(bound, times, signals.of(signal)));
    if (auto violation = violation_of(bound, signals.of(signal))) out.verdict.violations.push_back(*violation);
  }
  std::vector<MetricViolation>& violations = out.verdict.violations;
  std::ranges::stable_sort(violations, {}, &MetricViolation::step);
  for (MetricViolation& violation : violations) violation.score_without = violations.size() == 1 ? 1.0 : 0.0;

  out.verdict.score = violations.empty() ? 1.0 : 0.0;
  out.verdict.score_unit = "bool";
  out.verdict.statistics = {{"ego_is_comfortable", violations.empty()}};
  return out;
}

}  // namespace stepscope
