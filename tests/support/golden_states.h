#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include "core/world/ego_state.h"
#include "core/world/trajectory.h"
#include "tests/support/golden.h"

namespace stepscope::test {

// A golden trajectory row [time_us, x, y, heading, vx, vy, ax, ay, steer].
inline TrajectoryState state_from_row(const nlohmann::json& row) {
  return {.time = {row[0].get<std::int64_t>()},
          .rear_axle = {row[1], row[2], row[3]},
          .vx = row[4],
          .vy = row[5],
          .ax = row[6],
          .ay = row[7],
          .steering_angle = row[8]};
}

inline Trajectory trajectory_from_rows(const nlohmann::json& rows) {
  Trajectory trajectory;
  for (const auto& row : rows) trajectory.append(state_from_row(row));
  return trajectory;
}

// A golden ego state with named members.
inline EgoState ego_from(const nlohmann::json& state) {
  EgoState ego;
  ego.time = {state["time_us"].get<std::int64_t>()};
  ego.rear_axle = {state["x"], state["y"], state["heading"]};
  ego.vx = state["vx"];
  ego.vy = state["vy"];
  ego.ax = state["ax"];
  ego.ay = state["ay"];
  ego.angular_velocity = state["angular_velocity"];
  ego.angular_acceleration = state["angular_acceleration"];
  ego.steering_angle = state["steering_angle"];
  ego.steering_rate = state["steering_rate"];
  return ego;
}

// The largest component_error() of everything compared, and where it was.
struct Worst {
  double error{0.0};
  std::string where;

  void add(double actual, double expected, const std::string& what) {
    const double e = component_error(actual, expected);
    if (!(e > error)) return;
    error = e;
    where = what + ": " + nlohmann::json(actual).dump() + " instead of " + nlohmann::json(expected).dump();
  }
  // Positions: 1e-9 m however large the coordinates are.
  void add_position(Point2 actual, Point2 expected, const std::string& what) {
    add(1.0 + std::hypot(actual.x - expected.x, actual.y - expected.y), 1.0, what + ", position");
  }
  void add_state(const TrajectoryState& actual, const TrajectoryState& expected, const std::string& what) {
    add_position(actual.rear_axle.position(), expected.rear_axle.position(), what);
    add(actual.rear_axle.heading, expected.rear_axle.heading, what + ", heading");
    add(actual.vx, expected.vx, what + ", vx");
    add(actual.vy, expected.vy, what + ", vy");
    add(actual.ax, expected.ax, what + ", ax");
    add(actual.ay, expected.ay, what + ", ay");
    add(actual.steering_angle, expected.steering_angle, what + ", steering angle");
  }
  void add_ego(const EgoState& actual, const EgoState& expected, const std::string& what) {
    add_state(TrajectoryState::from(actual), TrajectoryState::from(expected), what);
    add(actual.angular_velocity, expected.angular_velocity, what + ", angular velocity");
    add(actual.angular_acceleration, expected.angular_acceleration, what + ", angular acceleration");
    add(actual.steering_rate, expected.steering_rate, what + ", steering rate");
  }
};

}  // namespace stepscope::test
