#include "core/metrics/comfort_signals.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "core/signal/phase.h"

namespace stepscope {

Result<ComfortExtractor> ComfortExtractor::create(std::span<const MetricSample> samples) {
  if (samples.size() < kFewest)
    return make_error(fmt::format("the run has {} steps; at least {} are needed to take accelerations and jerks from",
                                  samples.size(), kFewest));
  ComfortExtractor made;
  const double to_centre = kPacifica.rear_axle_to_centre();
  for (std::size_t k = 0; k < samples.size(); ++k) {
    const EgoState& ego = samples[k].ego;
    if (k > 0 && ego.time <= samples[k - 1].ego.time)
      return make_error(fmt::format("the time of step {} is not later than that of the step before", k));
    made.seconds_.push_back(ego.time.seconds_by_division());
    made.heading_.push_back(ego.rear_axle.heading);
    const double omega = ego.angular_velocity;
    made.lon_acceleration_.push_back(ego.ax + to_centre * omega * omega + to_centre * ego.angular_acceleration);
    made.lat_acceleration_.push_back(ego.ay);
    made.norm_.push_back(std::hypot(ego.ax, ego.ay));
  }
  unwrap_phase(made.heading_, made.heading_);
  return made;
}

const SavitzkyGolay& ComfortExtractor::filter(const SavitzkyGolayShape& shape) {
  const auto made = std::ranges::find(filters_, shape, &SavitzkyGolay::shape);
  return made != filters_.end() ? *made : filters_.emplace_back(shape);
}

void ComfortExtractor::extract(std::size_t n, ComfortSignals& out) { extract(0, n, step(n), Unit::kPerSecond, out); }

void ComfortExtractor::extract_end(std::size_t n, ComfortSignals& out) {
  extract(n - kEnd, n, step(n), Unit::kPerSecond, out);
}

void ComfortExtractor::extract_per_sample(ComfortSignals& out) { extract(0, size(), 1.0, Unit::kPerSample, out); }

void ComfortExtractor::extract(std::size_t begin, std::size_t end, double step, Unit unit, ComfortSignals& out) {
  const std::size_t n = end - begin;
  const auto apply = [&](std::span<const double> in, SavitzkyGolayShape shape, std::vector<double>& to) {
    shape.window = std::min(shape.window, n);
    to.resize(n);
    filter(shape).apply(in, step, to);
    if (unit == Unit::kPerSample && shape.derivative > 0) return;
    for (double& value : to) value = rounded_to_8_decimals(value);
  };
  const auto part = [&](const std::vector<double>& all) { return std::span(all).subspan(begin, n); };
  constexpr SavitzkyGolayShape kSmooth{.window = 8, .order = 2, .derivative = 0};
  constexpr SavitzkyGolayShape kJerk{.window = 15, .order = 2, .derivative = 1};
  std::vector<double>& lon = out.of(ComfortSignal::kLonAcceleration);
  apply(part(lon_acceleration_), kSmooth, lon);
  apply(part(lat_acceleration_), kSmooth, out.of(ComfortSignal::kLatAcceleration));
  apply(part(norm_), kSmooth, out.acceleration);
  apply(lon, kJerk, out.of(ComfortSignal::kLonJerk));
  apply(out.acceleration, kJerk, out.of(ComfortSignal::kJerk));
  apply(part(heading_), {.window = 5, .order = 2, .derivative = 1}, out.of(ComfortSignal::kYawRate));
  apply(part(heading_), {.window = 5, .order = 3, .derivative = 2}, out.of(ComfortSignal::kYawAcceleration));
}

}  // namespace stepscope
