#pragma once

#include <optional>
#include <vector>

#include "core/geometry/path.h"
#include "core/motion/idm_law.h"
#include "core/planning/lead_search.h"
#include "core/planning/planner.h"
#include "core/planning/route_search.h"

namespace stepscope {

struct IdmPlannerParameters : IdmParameters {
  int planned_trajectory_samples{16};
  double planned_trajectory_sample_interval{0.5};  // s
  double occupancy_map_radius{40.0};               // m, around the ego's centre

  // An error names the first parameter that cannot be used.
  Status check() const;
  bool operator==(const IdmPlannerParameters&) const = default;
};

// Follows the middle of its route's lanes with the speed the intelligent driver model chooses for the nearest thing in
// its way: an object where it is now, a lane connector whose light is red, or the end of the path (the reference's
// IDMPlanner). It plans centre poses on the path: where the ego is beside its path, the plan is not.
//
// The path is chosen once, at the first plan: the segments found by search_route(). From then on the target velocity is
// the speed limit of the first segment, the parameter where it has none (or 0), but at least the ego's speed then.
class IdmPlanner : public Planner {
 public:
  // `parameters.check()` must have passed.
  explicit IdmPlanner(const IdmPlannerParameters& parameters = {},
                      LeadSearchMethod method = LeadSearchMethod::kDistanceFirst);

  std::string_view name() const override { return "IDMPlanner"; }
  // Errors of the route, see RouteRoadblocks::resolve(). The map must outlive the planner.
  Status initialise(const PlannerContext& context) override;

  // What was chosen at the first plan; empty before.
  const RoutePlan& route_plan() const { return plan_; }
  double target_velocity() const { return law_.target_velocity; }  // m/s
  const LeadSearch& lead_search() const { return leads_; }

 private:
  // An error if the chosen segments have no path.
  Status do_plan(const PlannerInput& input, Trajectory& out) override;
  Status choose_path(const HistoryBuffer& history);
  void look_around(const PlannerInput& input);
  IdmLead lead_of(const IdmState& state, const OrientedBox& ego);
  double velocity_along(const TrackedObject& object, double heading) const;

  IdmPlannerParameters parameters_;
  IdmParameters law_;  // with the target velocity of the route
  std::optional<RouteRoadblocks> route_;
  RoutePlan plan_;
  Path path_;
  LeadSearch leads_;
  std::vector<FeatureId> gate_ids_;  // candidate lane connectors, ascending; gates of leads_ in the same order
  std::vector<std::size_t> closed_gates_;
};

}  // namespace stepscope
