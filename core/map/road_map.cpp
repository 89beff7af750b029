#include "core/map/road_map.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/geometry/segment.h"
#include "core/map/layer_index.h"

namespace stepscope {

std::string_view layer_name(MapLayer layer) {
  switch (layer) {
    case MapLayer::kLane:
      return "LANE";
    case MapLayer::kIntersection:
      return "INTERSECTION";
    case MapLayer::kStopLine:
      return "STOP_LINE";
    case MapLayer::kTurnStop:
      return "TURN_STOP";
    case MapLayer::kCrosswalk:
      return "CROSSWALK";
    case MapLayer::kDrivableArea:
      return "DRIVABLE_AREA";
    case MapLayer::kYield:
      return "YIELD";
    case MapLayer::kTrafficLight:
      return "TRAFFIC_LIGHT";
    case MapLayer::kStopSign:
      return "STOP_SIGN";
    case MapLayer::kLaneConnector:
      return "LANE_CONNECTOR";
    case MapLayer::kBaselinePaths:
      return "BASELINE_PATHS";
    case MapLayer::kBoundaries:
      return "BOUNDARIES";
    case MapLayer::kWalkways:
      return "WALKWAYS";
    case MapLayer::kCarparkArea:
      return "CARPARK_AREA";
    case MapLayer::kRoadblock:
      return "ROADBLOCK";
    case MapLayer::kRoadblockConnector:
      return "ROADBLOCK_CONNECTOR";
  }
  return "UNKNOWN";
}

double RoadMap::LayerIndex::distance_to(std::size_t item, Point2 p, double limit) const {
  if (lines.empty()) return areas[item]->distance_to(p, limit);
  double nearest = std::numeric_limits<double>::infinity();
  const auto line = lines[item];
  for (std::size_t i = 1; i < line.size(); ++i) nearest = std::min(nearest, distance(Segment{line[i - 1], line[i]}, p));
  return nearest;
}

const LaneSegment* RoadMap::segment(FeatureId id) const {
  const auto found = segment_by_id_.find(id);
  return found == segment_by_id_.end() ? nullptr : &segments_[found->second];
}

const Roadblock* RoadMap::roadblock(FeatureId id) const {
  const auto found = roadblock_by_id_.find(id);
  return found == roadblock_by_id_.end() ? nullptr : found->second;
}

const RoadMap::LayerIndex* RoadMap::index_of(MapLayer layer) const {
  const auto found = layers_.find(layer);
  return found == layers_.end() ? nullptr : found->second.get();
}

std::vector<FeatureId> RoadMap::objects_at(Point2 p, MapLayer layer) const {
  std::vector<FeatureId> found;
  const LayerIndex* index = index_of(layer);
  if (index == nullptr) return found;
  std::vector<std::uint32_t> near;
  index->area_index.query(Bounds::square(p, 0.0), near);
  for (const std::uint32_t i : near) {
    if (index->areas[i]->contains(p)) found.push_back(index->ids[i]);
  }
  return found;
}

Result<std::optional<FeatureId>> RoadMap::object_at(Point2 p, MapLayer layer) const {
  const std::vector<FeatureId> found = objects_at(p, layer);
  if (found.empty()) return std::optional<FeatureId>();
  if (found.size() == 1) return std::optional<FeatureId>(found.front());
  return Error{.file = content_.file,
               .place = std::string(layer_name(layer)),
               .field = "geometry",
               .reason = std::to_string(found.size()) + " objects at (" + std::to_string(p.x) + ", " +
                         std::to_string(p.y) + ") where one is expected: " + std::to_string(found[0]) + ", " +
                         std::to_string(found[1]) + (found.size() > 2 ? " …" : "")};
}

void RoadMap::segments_at(Point2 p, SegmentKind kind, std::vector<std::uint32_t>& out) const {
  out.clear();
  const bool lanes = kind == SegmentKind::kLane;
  const LayerIndex* index = index_of(lanes ? MapLayer::kLane : MapLayer::kLaneConnector);
  if (index == nullptr) return;
  index->area_index.query(Bounds::square(p, 0.0), out);
  std::erase_if(out, [&](std::uint32_t i) { return !index->areas[i]->contains(p); });
  if (lanes) return;
  // Connectors follow the lanes in segments().
  const std::uint32_t first = static_cast<std::uint32_t>(segments_.size() - index->ids.size());
  for (std::uint32_t& i : out) i += first;
}

bool RoadMap::is_in_layer(Point2 p, MapLayer layer) const {
  const LayerIndex* index = index_of(layer);
  // A line contains no point in its interior that arithmetic could hit reliably; the reference answers "no", too.
  return index != nullptr && index->lines.empty() &&
         index->area_index.any(Bounds::square(p, 0.0), [&](std::uint32_t i) { return index->areas[i]->contains(p); });
}

bool RoadMap::is_near_layer(Point2 p, double metres, MapLayer layer) const {
  const LayerIndex* index = index_of(layer);
  return index != nullptr && index->area_index.any(Bounds::square(p, metres), [&](std::uint32_t i) {
    return index->areas[i]->distance_to(p, metres) < metres;
  });
}

std::vector<FeatureId> RoadMap::proximal(Point2 p, double radius, MapLayer layer) const {
  std::vector<FeatureId> found;
  const LayerIndex* index = index_of(layer);
  if (index == nullptr) return found;
  const Bounds square = Bounds::square(p, radius);
  const bool lines = !index->lines.empty();
  std::vector<std::uint32_t> near;
  (lines ? index->line_index : index->area_index).query(square, near);
  for (const std::uint32_t i : near) {
    if (lines ? intersects(index->lines[i], square) : index->areas[i]->intersects(square))
      found.push_back(index->ids[i]);
  }
  return found;
}

std::optional<RoadMap::Nearest> RoadMap::nearest(Point2 p, MapLayer layer) const {
  const LayerIndex* index = index_of(layer);
  if (index == nullptr || index->ids.empty() || !std::isfinite(p.x) || !std::isfinite(p.y)) return std::nullopt;
  const BoundsIndex& boxes = index->lines.empty() ? index->area_index : index->line_index;
  std::vector<std::uint32_t> near;
  // Whatever is nearer than the half size of a square shows up in it: widen it until the best one is.
  for (double reach = 8.0;; reach *= 4.0) {
    boxes.query(Bounds::square(p, reach), near);
    std::optional<Nearest> best;
    for (const std::uint32_t i : near) {
      const double d = index->distance_to(i, p, best ? best->distance_m : std::numeric_limits<double>::infinity());
      if (!best || d < best->distance_m) best = Nearest{index->ids[i], d};
    }
    if (best && best->distance_m <= reach) return best;
    if (reach > 1e9) return best;
  }
}

}  // namespace stepscope
