#pragma once

#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/motion/idm_law.h"
#include "core/observation/agent_faults.h"
#include "core/observation/agent_route.h"
#include "core/world/ego_state.h"
#include "core/world/tracked_object.h"

namespace stepscope {

// A vehicle that follows lanes by the intelligent driver model.
struct ReactiveAgent {
  TrackedObject recorded;  // of the first frame: identity and size
  AgentRoute route;
  IdmParameters policy;
  double velocity{0.0};  // m/s along the path, ≥ 0
  Pose2 pose;            // on the path as it was when the agent moved last
  bool present{true};    // false: removed for good

  OrientedBox box() const { return {pose, recorded.box.length, recorded.box.width}; }
};

struct AgentPopulation {
  std::vector<ReactiveAgent> agents;   // in the order of the recorded list
  std::vector<OrientedBox> first_box;  // of each agent: moved to the nearest pose of its lane
  AgentFaults faults;
};

// Parameters of every agent before its lane's speed limit: 10 m/s, gap 1 m, headway 1.5 s, 1 and 2 m/s².
inline constexpr IdmParameters kAgentPolicy{
    .target_velocity = 10.0, .min_gap_to_lead_agent = 1.0, .headway_time = 1.5, .accel_max = 1.0, .decel_max = 2.0};

// Objects of this type do in a reactive run what they did in the log.
bool is_replayed(ObjectType type);

// Makes agents of the vehicles of one frame: each is moved onto its lane and left out if it then meets an object that
// is replayed, the ego, or an agent before it. Speed = magnitude of the recorded velocity, the ego's if that is not a
// number. An error, in kReference only, names a vehicle on a lane without a usable path: the reference ends there, too.
Result<AgentPopulation> populate(std::span<const TrackedObject> objects, const EgoState& ego, const RoadMap& map,
                                 AgentRules rules);

}  // namespace stepscope
