#include "ui/scene/picking.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace stepscope::ui {

int drawing_rank(ObjectType type) {
  switch (type) {
    case ObjectType::kGenericObject:
      return 0;
    case ObjectType::kBarrier:
      return 1;
    case ObjectType::kVehicle:
      return 2;
    case ObjectType::kConstructionSign:
      return 3;
    case ObjectType::kTrafficCone:
      return 4;
    case ObjectType::kBicycle:
      return 5;
    case ObjectType::kPedestrian:
      return 6;
  }
  return 0;
}

namespace {

bool shown(ObjectType type, SceneLayers layers) {
  return layers.testFlag(is_agent(type) ? SceneLayer::kAgents : SceneLayer::kStaticObjects);
}

double distance_to(const OrientedBox& box, Point2 p) {
  return contains(box, p) ? 0.0 : distance(box, OrientedBox{{p.x, p.y, 0.0}, 0.0, 0.0});
}

// Of at least one id.
FeatureId nearest_connector(const RoadMap& map, const std::vector<FeatureId>& ids, Point2 p) {
  FeatureId best = ids.front();
  double best_distance = std::numeric_limits<double>::infinity();
  for (const FeatureId id : ids) {
    const LaneSegment* segment = map.segment(id);
    if (segment == nullptr || segment->baseline.empty()) continue;
    const double d = segment->baseline.distance_to(p);
    if (d < best_distance) {
      best = id;
      best_distance = d;
    }
  }
  return best;
}

}  // namespace

PickedItem pick_in_frame(const StepFrame& frame, Point2 p, double reach_m, SceneLayers layers) {
  const TrackedObject* best = nullptr;
  double best_distance = reach_m;
  for (const TrackedObject& object : frame.objects) {
    if (!shown(object.type, layers)) continue;
    const double d = distance_to(object.box, p);
    if (d > best_distance) continue;
    const bool on_top = best == nullptr || d < best_distance || drawing_rank(object.type) >= drawing_rank(best->type);
    if (!on_top) continue;
    best = &object;
    best_distance = d;
  }
  const double to_ego = distance_to(frame.ego.box(), p);
  if (to_ego <= best_distance) return {.kind = PickedItem::Kind::kEgo, .position = p};
  if (best != nullptr) return {.kind = PickedItem::Kind::kObject, .track = best->track, .position = p};
  return {.position = p};
}

PickedItem pick_in_map(const RoadMap& map, Point2 p, SceneLayers layers) {
  constexpr std::array kOrder{
      std::pair{MapLayer::kStopLine, SceneLayer::kStopLines},
      std::pair{MapLayer::kCrosswalk, SceneLayer::kCrosswalks},
      std::pair{MapLayer::kLaneConnector, SceneLayer::kLaneConnectors},
      std::pair{MapLayer::kLane, SceneLayer::kLanes},
      std::pair{MapLayer::kIntersection, SceneLayer::kIntersections},
      std::pair{MapLayer::kCarparkArea, SceneLayer::kCarparks},
      std::pair{MapLayer::kWalkways, SceneLayer::kWalkways},
  };
  for (const auto& [layer, shown_as] : kOrder) {
    if (!layers.testFlag(shown_as)) continue;
    const std::vector<FeatureId> ids = map.objects_at(p, layer);
    if (ids.empty()) continue;
    const FeatureId id = layer == MapLayer::kLaneConnector ? nearest_connector(map, ids, p) : ids.front();
    return {.kind = PickedItem::Kind::kMapFeature, .layer = layer, .feature = id, .position = p};
  }
  return {.position = p};
}

const TrackedObject* find_track(const StepFrame& frame, Token track) {
  const auto found = std::ranges::find(frame.objects, track, &TrackedObject::track);
  return found == frame.objects.end() ? nullptr : &*found;
}

}  // namespace stepscope::ui
