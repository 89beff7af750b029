#include "core/planning/pdm/comfort_term.h"

#include <algorithm>
#include <cmath>

#include "core/signal/phase.h"

namespace stepscope {

namespace {

constexpr double kLeastLongitudinalAcceleration = -4.05;  // m/s²
constexpr double kMostLongitudinalAcceleration = 2.40;
constexpr double kMostLateralAcceleration = 4.89;
constexpr double kMostJerk = 8.37;  // m/s³
constexpr double kMostLongitudinalJerk = 4.13;
constexpr double kMostYawRate = 0.95;          // rad/s
constexpr double kMostYawAcceleration = 1.93;  // rad/s²

}  // namespace

ComfortTerm::ComfortTerm(std::size_t samples)
    : trend_({.window = samples, .order = 2, .derivative = 0}),
      trend_slope_({.window = samples, .order = 2, .derivative = 1}),
      smooth_({.window = 8, .order = 2, .derivative = 0}),
      yaw_rate_({.window = 5, .order = 2, .derivative = 1}),
      yaw_acceleration_({.window = 5, .order = 3, .derivative = 2}),
      channel_(samples),
      filtered_(samples) {}

template <typename Channel>
void ComfortTerm::take(std::span<const SimulatedState> states, Channel&& channel) {
  std::transform(states.begin(), states.end(), channel_.begin(), channel);
}

bool ComfortTerm::within(const SavitzkyGolay& filter, double low, double high) {
  filter.apply(channel_, kPdmStep, filtered_);
  return std::all_of(filtered_.begin(), filtered_.end(), [&](double value) {
    const double rounded = rounded_to_8_decimals(value);
    return rounded > low && rounded < high;
  });
}

bool ComfortTerm::comfortable(std::span<const SimulatedState> states) {
  const auto longitudinal = [](const SimulatedState& s) { return s.ax; };
  const auto lateral = [](const SimulatedState& s) { return s.ay; };
  const auto magnitude = [](const SimulatedState& s) { return std::hypot(s.ax, s.ay); };
  // Jerk is the slope of the smoothed acceleration.
  const auto jerk_within = [&](auto&& channel, double most) {
    take(states, channel);
    smooth_.apply(channel_, kPdmStep, filtered_);
    std::transform(filtered_.begin(), filtered_.end(), channel_.begin(), rounded_to_8_decimals);
    return within(trend_slope_, -most, most);
  };

  take(states, longitudinal);
  if (!within(trend_, kLeastLongitudinalAcceleration, kMostLongitudinalAcceleration)) return false;
  take(states, lateral);
  if (!within(trend_, -kMostLateralAcceleration, kMostLateralAcceleration)) return false;
  if (!jerk_within(magnitude, kMostJerk)) return false;
  if (!jerk_within(longitudinal, kMostLongitudinalJerk)) return false;
  take(states, [](const SimulatedState& s) { return s.rear_axle.heading; });
  unwrap_phase(channel_, channel_);
  return within(yaw_rate_, -kMostYawRate, kMostYawRate) &&
         within(yaw_acceleration_, -kMostYawAcceleration, kMostYawAcceleration);
}

}  // namespace stepscope
