#pragma once

#include <vector>

#include "core/base/sim_time.h"
#include "core/geometry/pose2.h"
#include "core/scenario/scenario.h"

namespace stepscope {

// Where the recorded ego was: its rear axle over time and over the distance driven, from the scenario's history to its
// last iteration and up to 12 s beyond, as far as the log goes. Map frame.
class ExpertPath {
 public:
  static constexpr double kBeyondSeconds = 12.0;

  explicit ExpertPath(const Scenario& scenario);
  // Poses of strictly ascending times, at least one.
  ExpertPath(std::vector<SimTime> times, std::vector<Pose2> poses);

  SimTime begin() const { return times_.front(); }
  SimTime end() const { return times_.back(); }
  // Distance driven since begin(), m; never falls. That of the nearer end outside of the path's time.
  double distance_at(SimTime time) const;
  // Pose after so much distance, linear between the recorded ones; straight on beyond both ends.
  Pose2 pose_at(double distance_m) const;

 private:
  void measure();

  std::vector<SimTime> times_;
  std::vector<Pose2> poses_;
  std::vector<double> distances_;
};

}  // namespace stepscope
