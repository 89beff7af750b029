#include "core/observation/agent_population.h"

#include <fmt/format.h>

#include <cmath>
#include <unordered_set>

#include "core/geometry/bounds_grid.h"
#include "core/observation/agent_start.h"

namespace stepscope {

namespace {

// Boxes on the ground; says whether another one would meet one of them.
class Ground {
 public:
  void add(const OrientedBox& box) {
    grid_.set(static_cast<std::uint32_t>(boxes_.size()), bounds_of(box));
    boxes_.push_back(box);
  }
  bool occupied(const OrientedBox& box) {
    grid_.query(bounds_of(box), near_);
    for (const std::uint32_t i : near_)
      if (intersects(boxes_[i], box)) return true;
    return false;
  }

 private:
  static Bounds bounds_of(const OrientedBox& box) {
    Bounds bounds;
    for (const Point2 p : box.corners()) bounds.extend(p);
    return bounds;
  }
  std::vector<OrientedBox> boxes_;
  BoundsGrid grid_;
  std::vector<std::uint32_t> near_;
};

double initial_speed(const TrackedObject& vehicle, const EgoState& ego) {
  return std::isnan(vehicle.vx) || std::isnan(vehicle.vy) ? ego.speed() : vehicle.speed();
}

Error no_path(const TrackedObject& vehicle, const LaneSegment& segment) {
  return {.file = {},
          .place = "reactive agent " + vehicle.track.hex(),
          .field = {},
          .reason = fmt::format("the baseline of {} {} has too few vertices to make a path of; the reference fails "
                                "here, too (agents \"fixed\" replay the vehicle)",
                                segment.kind == SegmentKind::kLane ? "lane" : "lane connector", segment.id)};
}

}  // namespace

bool is_replayed(ObjectType type) { return type != ObjectType::kVehicle && type != ObjectType::kBicycle; }

Result<AgentPopulation> populate(std::span<const TrackedObject> objects, const EgoState& ego, const RoadMap& map,
                                 AgentRules rules) {
  AgentPopulation population;
  AgentFaults& faults = population.faults;
  Ground ground;
  for (const TrackedObject& object : objects) {
    if (is_replayed(object.type) && object.box.has_area()) ground.add(object.box);
    faults.bicycles += object.type == ObjectType::kBicycle;
  }
  ground.add(ego.box());

  RouteScratch scratch;
  std::unordered_set<Token> taken;
  double last_limit = kAgentPolicy.target_velocity;
  for (const TrackedObject& vehicle : objects) {
    if (vehicle.type != ObjectType::kVehicle || taken.contains(vehicle.track)) continue;
    const std::optional<AgentStart> start = start_on_lanes(vehicle.box.centre, map, rules);
    if (!start.has_value()) {
      ++faults.outside_lanes;
      continue;
    }
    const OrientedBox box{start->pose, vehicle.box.length, vehicle.box.width};
    if (ground.occupied(box)) {
      ++faults.overlapping;
      continue;
    }
    ReactiveAgent agent{.recorded = vehicle, .policy = kAgentPolicy, .velocity = initial_speed(vehicle, ego)};
    if (!agent.route.start(*start->segment, start->progress, scratch)) {
      if (rules == AgentRules::kReference) return no_path(vehicle, *start->segment);
      ++faults.unusable_lanes;
      continue;
    }
    const double limit = start->segment->speed_limit_mps.value_or(0.0);
    if (limit != 0.0) {
      agent.policy.target_velocity = last_limit = limit;
    } else if (rules == AgentRules::kReference) {
      faults.leaked_limits += last_limit != kAgentPolicy.target_velocity;
      agent.policy.target_velocity = last_limit;
    }
    faults.misled_by_wrapping += start->misled_by_wrapping;
    agent.pose = agent.route.pose();
    ground.add(box);
    taken.insert(vehicle.track);
    population.first_box.push_back(box);
    population.agents.push_back(std::move(agent));
  }
  return population;
}

}  // namespace stepscope
