#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/signal/savitzky_golay.h"
#include "core/world/history_buffer.h"
#include "core/world/trajectory.h"

namespace stepscope {

// Makes a plan of the poses that a network predicts, as the reference does (transform_predictions_to_states): they
// become poses of the map, and velocities and accelerations are derivatives of a Savitzky–Golay filter (window 5, order
// 2) over past and predicted positions, the latter laid at the time step of the history. Kept as the reference has
// them: headings are turned in single precision, and interpolated without unwrapping where speeds are projected on
// them; the lateral axis of velocities and accelerations points to the right. Nothing is allocated once the buffers
// have grown.
class PredictedTrajectory {
 public:
  // poses ≥ 1; interval_s > 0, between poses, the first is one interval ahead.
  PredictedTrajectory(int poses, double interval_s);

  // predictions: poses × (x forward in m, y left in m, heading in rad) as seen from the rear axle now. The history's
  // newest sample is now. Replaces `out`: the ego now and one state per pose.
  void make(std::span<const float> predictions, const HistoryBuffer& history, Trajectory& out);

 private:
  struct Knot {
    double time_s;
    Pose2 pose;
  };
  // A signal's derivatives at the planned times, in the frame of the car.
  struct Motion {
    double longitudinal;
    double lateral;
  };

  void place_knots(std::span<const float> predictions, const EgoState& now);
  void sample(const HistoryBuffer& history);
  // Of the sampled positions, at the times of the knots after the first.
  void differentiate(const SavitzkyGolay& filter, double delta_s, std::vector<Motion>& out);

  double interval_s_;
  SavitzkyGolay velocity_{{.window = 5, .order = 2, .derivative = 1}};
  SavitzkyGolay acceleration_{{.window = 5, .order = 2, .derivative = 2}};
  std::vector<Knot> knots_;       // now and every pose, map frame
  std::size_t past_{0};           // samples before now
  std::vector<double> times_;     // of the samples, s
  std::vector<double> x_, y_;     // past positions, then planned ones at equal distances of time
  std::vector<double> headings_;  // of the planned samples
  std::vector<double> derived_x_, derived_y_;
  std::vector<Motion> along_;                       // at the planned samples
  std::vector<Motion> velocities_, accelerations_;  // at the poses
};

}  // namespace stepscope
