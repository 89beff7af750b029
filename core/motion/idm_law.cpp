#include "core/motion/idm_law.h"

#include <algorithm>
#include <cmath>

namespace stepscope {

double idm_acceleration(const IdmParameters& parameters, const IdmState& state, const IdmLead& lead) {
  const double v = state.velocity;
  const double wanted_gap = parameters.min_gap_to_lead_agent + v * parameters.headway_time +
                            v * (v - lead.velocity) / (2.0 * std::sqrt(parameters.accel_max * parameters.decel_max));
  const double gap = std::max(lead.progress - state.progress - lead.length_rear, parameters.min_gap_to_lead_agent);
  const double speed_ratio = v / parameters.target_velocity, gap_ratio = wanted_gap / gap;
  const double squared = speed_ratio * speed_ratio;
  const double power = parameters.exponent == 4.0 ? squared * squared : std::pow(speed_ratio, parameters.exponent);
  return parameters.accel_max * (1.0 - power - gap_ratio * gap_ratio);
}

IdmState idm_step(const IdmParameters& parameters, const IdmState& state, const IdmLead& lead, double dt) {
  const double acceleration =
      std::clamp(idm_acceleration(parameters, state, lead), -parameters.decel_max, parameters.accel_max);
  return {state.progress + dt * state.velocity, state.velocity + dt * acceleration};
}

}  // namespace stepscope
