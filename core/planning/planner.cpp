#include "core/planning/planner.h"

#include <fmt/format.h>
#include <array>
#include <cmath>
#include <utility>

namespace stepscope {

namespace {

// Room for rounding of times in seconds inside a planner.
constexpr std::int64_t kStartToleranceUs = 1;

struct Channel {
  const char* name;
  double value;
};

std::array<Channel, 8> channels_of(const TrajectoryState& state) {
  return {{{"x", state.rear_axle.x},
           {"y", state.rear_axle.y},
           {"heading", state.rear_axle.heading},
           {"vx", state.vx},
           {"vy", state.vy},
           {"ax", state.ax},
           {"ay", state.ay},
           {"steering_angle", state.steering_angle}}};
}

Error broken_contract(std::string_view planner, std::string field, std::string reason) {
  return {
      .file = {}, .place = fmt::format("planner {}", planner), .field = std::move(field), .reason = std::move(reason)};
}

}  // namespace

Status Planner::plan(const PlannerInput& input, Trajectory& out) {
  out.clear();
  if (Status planned = do_plan(input, out); !planned.ok()) return planned;

  const auto states = out.states();
  if (states.size() < 2)
    return broken_contract(name(), "trajectory", fmt::format("has {} states; at least 2 are needed", states.size()));
  const SimTime now = input.ego().time;
  const std::int64_t late_us = states[0].time.us - now.us;
  if (late_us < -kStartToleranceUs || late_us > kStartToleranceUs)
    return broken_contract(
        name(), "state 0, time",
        fmt::format("the trajectory starts at {} µs, but the ego is at {} µs", states[0].time.us, now.us));
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (i > 0 && states[i].time <= states[i - 1].time)
      return broken_contract(
          name(), fmt::format("state {}, time", i),
          fmt::format("{} µs is not later than {} µs of the state before", states[i].time.us, states[i - 1].time.us));
    for (const Channel& channel : channels_of(states[i]))
      if (!std::isfinite(channel.value))
        return broken_contract(name(), fmt::format("state {}, {}", i, channel.name),
                               fmt::format("{} is not a finite number", channel.value));
  }
  return {};
}

}  // namespace stepscope
