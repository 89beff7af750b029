#pragma once

#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/base/sim_time.h"
#include "core/geometry/pose2.h"
#include "core/world/ego_state.h"

namespace stepscope {

// One knot of a planned trajectory: the channels that the reference interpolates. Rear axle; pose in the map frame,
// velocity and acceleration in the car frame.
struct TrajectoryState {
  SimTime time;
  Pose2 rear_axle;
  double vx{0.0}, vy{0.0};
  double ax{0.0}, ay{0.0};
  double steering_angle{0.0};

  static TrajectoryState from(const EgoState& ego);
  // Angular velocity and acceleration and the steering rate are 0.
  EgoState to_ego() const;
  bool operator==(const TrajectoryState&) const = default;
};

// What a planner returns: at least two states in ascending time, linear between them, headings unwrapped over the whole
// sequence. Reusing one object for plan after plan allocates nothing once it has grown.
class Trajectory {
 public:
  void clear() { states_.clear(); headings_.clear(); }
  void reserve(std::size_t states) { states_.reserve(states); headings_.reserve(states); }
  void append(const TrajectoryState& state);
  bool operator==(const Trajectory& other) const { return states_ == other.states_; }

  std::span<const TrajectoryState> states() const { return states_; }
  std::size_t size() const { return states_.size(); }
  SimTime start() const { return states_.front().time; }
  SimTime end() const { return states_.back().time; }

  // State at a time within [start, end]; an error outside. The resulting time is truncated to whole microseconds and
  // can be 1 µs below the request (scipy's interp1d on a double axis, as in the reference).
  Result<TrajectoryState> at(SimTime time) const;
  // As at(), without the check: start ≤ time ≤ end and size() ≥ 2 must hold.
  TrajectoryState at_unchecked(SimTime time) const;

 private:
  std::vector<TrajectoryState> states_;
  std::vector<double> headings_;   // unwrapped, rad
};

}  // namespace stepscope
