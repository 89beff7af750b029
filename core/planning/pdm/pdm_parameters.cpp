#include "core/planning/pdm/pdm_parameters.h"

#include <fmt/format.h>

#include <cmath>

namespace stepscope {

namespace {

constexpr std::size_t kMostOfEach = 32;
constexpr double kShortestHorizon = 1.0;  // s: the tracker looks that far ahead

Error unusable(const char* parameter, std::string reason) {
  return {.file = {}, .place = "planner pdm-closed", .field = parameter, .reason = std::move(reason)};
}

Status check_range(const char* parameter, double value, double least, double most, const char* unit) {
  if (value >= least && value <= most) return {};
  return unusable(parameter, fmt::format("{} {} is not within {} … {}", value, unit, least, most));
}

Status check_list(const char* parameter, const std::vector<double>& values, double least, double most) {
  if (values.empty() || values.size() > kMostOfEach)
    return unusable(parameter, fmt::format("{} values; there must be 1 … {}", values.size(), kMostOfEach));
  for (const double value : values) {
    if (Status status = check_range(parameter, value, least, most, ""); !status.ok()) return status;
  }
  return {};
}

}  // namespace

Status PdmParameters::check() const {
  struct Range {
    const char* name;
    double value, least, most;
    const char* unit;
  };
  const double plan_horizon = kPdmPlanPoses * kPdmStep;
  const Range ranges[] = {
      {"proposal_horizon", proposal_horizon, kShortestHorizon, plan_horizon, "s"},
      {"fallback_speed", fallback_speed, 0.1, 100.0, "m/s"},
      {"map_radius", map_radius, 1.0, 1000.0, "m"},
      {"min_gap_to_lead_agent", min_gap_to_lead_agent, 0.01, 100.0, "m"},
      {"headway_time", headway_time, 0.0, 60.0, "s"},
      {"accel_max", accel_max, 0.01, 20.0, "m/s²"},
      {"decel_max", decel_max, 0.01, 20.0, "m/s²"},
      {"progress_weight", progress_weight, 0.0, 1e6, ""},
      {"ttc_weight", ttc_weight, 0.0, 1e6, ""},
      {"comfort_weight", comfort_weight, 0.0, 1e6, ""},
      {"brake_horizon", brake_horizon, 0.0, plan_horizon, "s"},
      {"brake_max_speed", brake_max_speed, 0.0, 100.0, "m/s"},
  };
  if (Status status = check_list("speed_fractions", speed_fractions, 0.01, 10.0); !status.ok()) return status;
  if (Status status = check_list("lateral_offsets", lateral_offsets, -20.0, 20.0); !status.ok()) return status;
  for (const Range& r : ranges) {
    if (Status status = check_range(r.name, r.value, r.least, r.most, r.unit); !status.ok()) return status;
  }
  if (!(progress_weight + ttc_weight + comfort_weight > 0.0))
    return unusable("progress_weight", "all weights are 0; one of them must not be");
  return {};
}

int PdmParameters::proposal_poses() const { return static_cast<int>(std::lround(proposal_horizon / kPdmStep)); }

IdmParameters PdmParameters::idm(double target_speed_mps) const {
  return {.target_velocity = target_speed_mps,
          .min_gap_to_lead_agent = min_gap_to_lead_agent,
          .headway_time = headway_time,
          .accel_max = accel_max,
          .decel_max = decel_max,
          .exponent = 10.0};
}

}  // namespace stepscope
