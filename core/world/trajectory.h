#pragma once

#include <cstddef>
#include <cstdint>
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
  void clear() {
    states_.clear();
    headings_.clear();
    heading_correction_ = 0.0;
  }
  void reserve(std::size_t states) {
    states_.reserve(states);
    headings_.reserve(states);
  }
  void append(const TrajectoryState& state);
  bool operator==(const Trajectory& other) const { return states_ == other.states_; }

  std::span<const TrajectoryState> states() const { return states_; }
  std::size_t size() const { return states_.size(); }
  SimTime start() const { return states_.front().time; }
  SimTime end() const { return states_.back().time; }

  // State at a time within [start, end]; an error outside. Every channel by scipy's interp1d formula on the axis of
  // whole microseconds, y_lo + (y_hi − y_lo)/(x_hi − x_lo)·(x − x_lo), with hi the first knot ≥ x. On that axis the
  // time channel is exact, so the result carries the requested time. Heading in [−π, π).
  Result<TrajectoryState> at(SimTime time) const;
  // As at(), without the check: start ≤ time ≤ end and size() ≥ 2 must hold.
  TrajectoryState at_unchecked(SimTime time) const;

  // Poses at start, start + step, start + 2·step … ≤ end, appended to `out` (cleared first); equal to at() at each of
  // these times, in one pass. size() ≥ 2 and step > 0 must hold.
  void resample_poses(std::int64_t step_us, std::vector<Pose2>& out) const;

 private:
  // Index of the first knot ≥ time, clipped to 1 … n−1.
  std::size_t upper_knot(SimTime time) const;

  std::vector<TrajectoryState> states_;
  std::vector<double> headings_;    // unwrapped, rad
  double heading_correction_{0.0};  // what unwrapping added to the last heading, a multiple of 2π
};

}  // namespace stepscope
