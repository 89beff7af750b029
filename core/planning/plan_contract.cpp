#include "core/planning/plan_contract.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

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

struct Fault {
  std::string field;
  std::string reason;
};

std::optional<Fault> fault_of(const TrajectoryState& state) {
  for (const Channel& channel : channels_of(state))
    if (!std::isfinite(channel.value))
      return Fault{channel.name, fmt::format("{} is not a finite number", channel.value)};
  return std::nullopt;
}

std::optional<Fault> fault_between(const TrajectoryState& before, const TrajectoryState& state) {
  if (state.time <= before.time)
    return Fault{"time",
                 fmt::format("{} µs is not later than {} µs of the state before", state.time.us, before.time.us)};
  const double metres = distance(before.rear_axle.position(), state.rear_axle.position());
  const double seconds = seconds_between(before.time, state.time);
  if (metres > kFastestPlan * std::max(seconds, kShortestPlanTime))
    return Fault{"position", fmt::format("jumps {:.6g} m in {:.6g} s; more than {:.0f} m/s is not believed", metres,
                                         seconds, kFastestPlan)};
  return std::nullopt;
}

std::optional<Fault> fault_of_start(const TrajectoryState& state, const EgoState& ego) {
  if (state.time.us < ego.time.us - kStartToleranceUs || state.time.us > ego.time.us + kStartToleranceUs)
    return Fault{"time",
                 fmt::format("the trajectory starts at {} µs, but the ego is at {} µs", state.time.us, ego.time.us)};
  const double metres = distance(ego.rear_axle.position(), state.rear_axle.position());
  if (metres > kFarthestPlanStart)
    return Fault{
        "position",
        fmt::format("the trajectory starts {:.6g} m away from the ego; it must be in the map's frame", metres)};
  return std::nullopt;
}

}  // namespace

Status check_plan(std::string_view planner, const EgoState& ego, const Trajectory& plan) {
  const auto broken = [planner](std::string field, std::string reason) {
    return Error{.file = {},
                 .place = fmt::format("planner {}", planner),
                 .field = std::move(field),
                 .reason = std::move(reason)};
  };
  const auto states = plan.states();
  if (states.size() < 2)
    return broken("trajectory", fmt::format("has {} states; at least 2 are needed", states.size()));
  for (std::size_t i = 0; i < states.size(); ++i) {
    std::optional<Fault> fault = fault_of(states[i]);
    if (!fault) fault = i == 0 ? fault_of_start(states[0], ego) : fault_between(states[i - 1], states[i]);
    if (fault) return broken(fmt::format("state {}, {}", i, fault->field), std::move(fault->reason));
  }
  return {};
}

}  // namespace stepscope
