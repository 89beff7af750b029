#pragma once

#include <cstdint>

#include "core/motion/kinematic_bicycle.h"
#include "core/planning/planner.h"

namespace stepscope {

struct SimplePlannerParameters {
  double horizon_seconds{10.0};
  double sampling_time{0.25};  // s
  double acceleration{0.0};    // m/s², longitudinal
  double max_velocity{5.0};    // m/s
  double steering_angle{0.0};  // rad, of the tyres, held

  // An error names the first parameter that cannot be used.
  Status check() const;
  bool operator==(const SimplePlannerParameters&) const = default;
};

// Drives on with a constant acceleration and steering angle, and brakes towards max_velocity while it is faster than
// that; sees neither map nor objects (the reference's SimplePlanner).
class SimplePlanner : public Planner {
 public:
  // `parameters.check()` must have passed.
  explicit SimplePlanner(const SimplePlannerParameters& parameters = {});

  std::string_view name() const override { return "SimplePlanner"; }
  Status initialise(const PlannerContext&) override { return {}; }

 private:
  Status do_plan(const PlannerInput& input, Trajectory& out) override;

  SimplePlannerParameters parameters_;
  std::int64_t sampling_us_;
  std::int64_t steps_;
  KinematicBicycle motion_;
};

}  // namespace stepscope
