#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/motion/idm_law.h"

namespace stepscope {

inline constexpr double kPdmStep = 0.1;                            // s, between the states of proposals and plan
inline constexpr std::int64_t kPdmStepUs = 100'000;                // the same
inline constexpr int kPdmPlanPoses = 80;                           // after the first: the plan reaches 8 s
inline constexpr int kPdmSteps = kPdmPlanPoses + 1;                // of a plan, the present included

// What PDM-Closed can be set to; the defaults are those of its authors.
struct PdmParameters {
  std::vector<double> speed_fractions{0.2, 0.4, 0.6, 0.8, 1.0};  // of the speed limit: one proposal each …
  std::vector<double> lateral_offsets{0.0, -1.0, 1.0};           // m, left +, from the centreline: … on each of these
  double proposal_horizon{4.0};                                  // s, what is simulated and scored
  double fallback_speed{15.0};                                   // m/s, taken for the limit where the lane has none
  double map_radius{50.0};                                       // m, half size of what is seen
  double min_gap_to_lead_agent{1.0};                             // m
  double headway_time{1.5};                                      // s
  double accel_max{1.5};                                         // m/s²
  double decel_max{3.0};                                         // m/s²
  double progress_weight{5.0};
  double ttc_weight{5.0};
  double comfort_weight{2.0};
  double brake_horizon{2.0};    // s: a collision this soon …
  double brake_max_speed{5.0};  // m/s: … brakes when the ego is not faster

  // An error names the first parameter that cannot be used.
  Status check() const;

  int proposal_poses() const;  // after the first
  int samples() const { return proposal_poses() + 1; }
  std::size_t proposals() const { return speed_fractions.size() * lateral_offsets.size(); }
  double target_speed(std::size_t policy, double limit_mps) const { return speed_fractions[policy] * limit_mps; }
  IdmParameters idm(double target_speed_mps) const;
  bool operator==(const PdmParameters&) const = default;
};

}  // namespace stepscope
