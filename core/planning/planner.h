#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/map/road_map.h"
#include "core/planning/planner_model.h"
#include "core/world/history_buffer.h"
#include "core/world/traffic_light.h"
#include "core/world/trajectory.h"

namespace stepscope {

// What a planner may know when a run begins.
struct PlannerContext {
  std::span<const std::string> route;  // ids of roadblocks and roadblock connectors in driving order
  std::optional<Pose2> mission_goal;   // map frame
  const RoadMap& map;
  const HistoryBuffer* history{nullptr};         // up to the first step, newest = there; null: not told
  std::span<const TrafficLightStatus> lights{};  // at the first step
};

// What a planner may know at a step. All references are valid during the call only.
struct PlannerInput {
  int iteration{0};
  SimTime time;
  const HistoryBuffer& history;  // newest = now
  std::span<const TrafficLightStatus> lights;

  const EgoState& ego() const { return history.newest().ego; }
};

// A driving planner. One object plans one run, on the simulation thread.
class Planner {
 public:
  virtual ~Planner() = default;
  virtual std::string_view name() const = 0;

  // Called once before the first step. References of the context are valid during the call only; the map stays.
  virtual Status initialise(const PlannerContext& context) = 0;

  // The model it asks, once initialise() is done with what became of it; null: it asks none.
  virtual const PlannerModel* model() const { return nullptr; }
  // What a user should know about its runs, one sentence each.
  virtual std::vector<std::string> notes() const { return {}; }

  // Plans, then checks the contract (check_plan): at least two states, strictly ascending in time, all numbers finite,
  // starting now, without jumps. `out` is cleared first and reused from step to step. An error ends the run at this
  // step; what do_plan() throws becomes one.
  Status plan(const PlannerInput& input, Trajectory& out);

 protected:
  // For planners that stand around another: what that one plans, unchecked, because plan() of the outer one checks it.
  static Status plan_unchecked(Planner& planner, const PlannerInput& input, Trajectory& out) {
    return planner.do_plan(input, out);
  }

 private:
  virtual Status do_plan(const PlannerInput& input, Trajectory& out) = 0;
};

}  // namespace stepscope
