#include "core/planning/planner_list.h"

#include <algorithm>

#include "core/planning/idm_planner.h"
#include "core/planning/log_future_planner.h"
#include "core/planning/number_option.h"
#include "core/planning/pdm/pdm_closed_planner.h"
#include "core/planning/raster/raster_planner_entry.h"
#include "core/planning/simple_planner.h"

namespace stepscope {

namespace {

constexpr NumberOption<SimplePlannerParameters> kSimpleOptions[] = {
    {"horizon_seconds", &SimplePlannerParameters::horizon_seconds, "how far the plan reaches", "s"},
    {"sampling_time", &SimplePlannerParameters::sampling_time, "time between the states of the plan", "s"},
    {"acceleration", &SimplePlannerParameters::acceleration, "longitudinal acceleration", "m/s²"},
    {"max_velocity", &SimplePlannerParameters::max_velocity, "speed above which it brakes", "m/s"},
    {"steering_angle", &SimplePlannerParameters::steering_angle, "angle of the tyres", "rad"},
};

constexpr NumberOption<IdmPlannerParameters> kIdmOptions[] = {
    {"target_velocity", &IdmPlannerParameters::target_velocity,
     "speed on a free road where the first lane has no speed limit", "m/s"},
    {"min_gap_to_lead_agent", &IdmPlannerParameters::min_gap_to_lead_agent, "gap to keep when standing", "m"},
    {"headway_time", &IdmPlannerParameters::headway_time, "time to keep behind what is ahead", "s"},
    {"accel_max", &IdmPlannerParameters::accel_max, "largest acceleration", "m/s²"},
    {"decel_max", &IdmPlannerParameters::decel_max, "largest deceleration, a positive number", "m/s²"},
    {"planned_trajectory_samples", &IdmPlannerParameters::planned_trajectory_samples,
     "states of the plan after the first", ""},
    {"planned_trajectory_sample_interval", &IdmPlannerParameters::planned_trajectory_sample_interval,
     "time between the states of the plan", "s"},
    {"occupancy_map_radius", &IdmPlannerParameters::occupancy_map_radius, "objects further from the ego are not seen",
     "m"},
};

Result<std::unique_ptr<Planner>> make_simple(const PlannerParameters& parameters, const PlannerMeans&) {
  SimplePlannerParameters options;
  if (Status set = set_numbers("simple", kSimpleOptions, parameters, options); !set.ok()) return set.error();
  if (Status usable = options.check(); !usable.ok()) return usable.error();
  return std::unique_ptr<Planner>(std::make_unique<SimplePlanner>(options));
}

Result<std::unique_ptr<Planner>> make_idm(const PlannerParameters& parameters, const PlannerMeans& means) {
  IdmPlannerParameters options;
  if (Status set = set_numbers("idm", kIdmOptions, parameters, options); !set.ok()) return set.error();
  if (Status usable = options.check(); !usable.ok()) return usable.error();
  return std::unique_ptr<Planner>(std::make_unique<IdmPlanner>(options, means.leads));
}

constexpr NumberOption<PdmParameters> kPdmOptions[] = {
    {"speed_fractions", &PdmParameters::speed_fractions, "target speeds of the proposals, parts of the speed limit",
     ""},
    {"lateral_offsets", &PdmParameters::lateral_offsets, "paths of the proposals, left of the centreline", "m"},
    {"proposal_horizon", &PdmParameters::proposal_horizon, "how far proposals are simulated and scored", "s"},
    {"fallback_speed", &PdmParameters::fallback_speed, "speed limit of lanes that have none", "m/s"},
    {"map_radius", &PdmParameters::map_radius, "how far objects and lanes are seen", "m"},
    {"min_gap_to_lead_agent", &PdmParameters::min_gap_to_lead_agent, "distance kept to a leader at rest", "m"},
    {"headway_time", &PdmParameters::headway_time, "time kept to a leader that drives", "s"},
    {"accel_max", &PdmParameters::accel_max, "largest acceleration of a proposal", "m/s²"},
    {"decel_max", &PdmParameters::decel_max, "largest deceleration of a proposal", "m/s²"},
    {"progress_weight", &PdmParameters::progress_weight, "weight of progress in the score", ""},
    {"ttc_weight", &PdmParameters::ttc_weight, "weight of time to collision in the score", ""},
    {"comfort_weight", &PdmParameters::comfort_weight, "weight of comfort in the score", ""},
    {"brake_horizon", &PdmParameters::brake_horizon, "brakes hard for a collision this soon", "s"},
    {"brake_max_speed", &PdmParameters::brake_max_speed, "brakes hard up to this speed of the ego", "m/s"},
};

Result<std::unique_ptr<Planner>> make_pdm_closed(const PlannerParameters& parameters, const PlannerMeans& means) {
  PdmParameters options;
  if (Status set = set_numbers("pdm-closed", kPdmOptions, parameters, options); !set.ok()) return set.error();
  if (Status usable = options.check(); !usable.ok()) return usable.error();
  return std::unique_ptr<Planner>(std::make_unique<PdmClosedPlanner>(std::move(options), means.leads));
}

Result<std::unique_ptr<Planner>> make_log_future(const PlannerParameters& parameters, const PlannerMeans& means) {
  if (!parameters.empty())
    return parameter_error("log-future", parameters.begin()->first,
                           "there is no such parameter; this planner has none");
  if (means.log == nullptr) return parameter_error("log-future", {}, "needs the recorded future, and no log was given");
  return std::unique_ptr<Planner>(std::make_unique<LogFuturePlanner>(*means.log));
}

}  // namespace

const std::vector<PlannerEntry>& planner_list() {
  static const std::vector<PlannerEntry> list{
      {.id = "simple",
       .title = "SimplePlanner",
       .description = "Drives straight on at its speed and slows down to a limit; sees neither map nor objects.",
       .oracle = false,
       .parameters = described(kSimpleOptions),
       .make = make_simple},
      {.id = "idm",
       .title = "IDMPlanner",
       .description = "Follows the middle of its route behind whatever is ahead, and stops at red lights.",
       .oracle = false,
       .parameters = described(kIdmOptions),
       .make = make_idm},
      {.id = "pdm-closed",
       .title = "PDM-Closed",
       .description = "Follows the route at several speeds and offsets, simulates and scores each, drives the best.",
       .oracle = false,
       .parameters = described(kPdmOptions),
       .make = make_pdm_closed},
      raster_planner_entry(),
      {.id = "log-future",
       .title = "LogFuturePlanner",
       .description = "Plans what the recorded driver did in the next 8 s.",
       .oracle = true,
       .parameters = {},
       .make = make_log_future},
  };
  return list;
}

const PlannerEntry* find_planner(std::string_view id) {
  const auto entry = std::ranges::find(planner_list(), id, &PlannerEntry::id);
  return entry == planner_list().end() ? nullptr : &*entry;
}

std::string_view planner_id(std::string_view title) {
  const auto entry = std::ranges::find(planner_list(), title, &PlannerEntry::title);
  return entry == planner_list().end() ? title : std::string_view(entry->id);
}

}  // namespace stepscope
