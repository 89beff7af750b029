#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/control/ilqr_solver.h"
#include "core/control/profile_fit.h"
#include "core/control/tracker.h"

namespace stepscope {

// How the first guess is corrected for where the vehicle is.
struct IlqrWarmStart {
  double velocity_gain{0.5};         // 1/s
  double steering_angle_gain{0.05};  // 1/s
  double lateral_gain{0.1};          // rad/m
  double lookahead{15.0};            // m
};

// Follows the plan's next 8 s with iterative LQR (the reference's ILQRTracker). The first guess are speeds and
// curvatures fitted to the plan as for the LQR tracker, its first input corrected by feedback; the command is the first
// input of the solution. Acceleration within ±3 m/s², steering rate within ±0.5 rad/s.
class IlqrTracker : public Tracker {
 public:
  static constexpr std::size_t kHorizonSteps = 40;

  explicit IlqrTracker(std::unique_ptr<ProfileFit> fit, const IlqrParameters& parameters = {},
                       const IlqrWarmStart& warm_start = {}, const Clock* clock = nullptr);

  std::string_view name() const override { return "ilqr"; }
  // An error if the trajectory does not cover now and the next 0.2 s.
  Result<MotionCommand> track(const Iteration& current, const Iteration& next, const EgoState& ego,
                              const Trajectory& trajectory) override;

  // What the last command was made from.
  std::span<const IlqrState> reference() const { return reference_; }
  std::span<const IlqrInput> first_guess() const { return guess_; }  // before limits
  const IlqrSolver& solver() const { return solver_; }

 private:
  void guess_inputs(const IlqrState& start);

  std::unique_ptr<ProfileFit> fit_;
  IlqrWarmStart warm_start_;
  IlqrSolver solver_;
  std::vector<IlqrState> reference_;
  std::vector<Pose2> poses_;
  std::vector<double> velocity_, curvature_;
  std::vector<IlqrInput> guess_;
};

}  // namespace stepscope
