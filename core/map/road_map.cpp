#include "core/map/road_map.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/geometry/segment.h"
#include "core/map/layer_index.h"
#include "core/map/on_demand_map.h"
#include "core/probe/counting.h"

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

namespace {

void count_looked_at(std::size_t objects) { count_in_step(&StepCounters::map_objects, objects); }

}  // namespace

double RoadMap::LayerIndex::distance_to(std::size_t item, Point2 p, double limit) const {
  if (lines.empty()) return areas[item]->distance_to(p, limit);
  double nearest = std::numeric_limits<double>::infinity();
  const auto line = lines[item];
  for (std::size_t i = 1; i < line.size(); ++i) nearest = std::min(nearest, distance(Segment{line[i - 1], line[i]}, p));
  return nearest;
}

RoadMap::~RoadMap() = default;

std::shared_ptr<const RoadMap> RoadMap::on_demand(const RoadMap& same) {
  RoadMapContent content;
  content.location = same.content_.location;
  content.version = same.content_.version;
  content.file = same.content_.file;
  const std::shared_ptr<RoadMap> map(new RoadMap(std::move(content)));
  map->on_demand_ = std::make_unique<OnDemand>(*map);
  return map;
}

void RoadMap::read(MapGroup group) const { on_demand_->need(group); }

std::vector<MapReading> RoadMap::readings() const {
  return on_demand_ == nullptr ? std::vector<MapReading>() : on_demand_->readings();
}

const RoadMapContent& RoadMap::content() const {
  if (on_demand_ != nullptr) on_demand_->need_all();
  return content_;
}

const Bounds& RoadMap::bounds() const {
  if (on_demand_ != nullptr) on_demand_->need_all();
  return bounds_;
}

const LaneSegment* RoadMap::segment(FeatureId id) const {
  need(MapGroup::kLaneGraph);
  const auto found = segment_by_id_.find(id);
  return found == segment_by_id_.end() ? nullptr : &segments_[found->second];
}

const Roadblock* RoadMap::roadblock(FeatureId id) const {
  need(MapGroup::kLaneGraph);
  if (const auto found = roadblock_by_id_.find(id); found != roadblock_by_id_.end()) return found->second;
  const auto found = roadblock_connector_by_id_.find(id);
  return found == roadblock_connector_by_id_.end() ? nullptr : found->second;
}

const Roadblock* RoadMap::roadblock_of(const LaneSegment& segment) const {
  need(MapGroup::kLaneGraph);
  const auto& blocks = segment.kind == SegmentKind::kLane ? roadblock_by_id_ : roadblock_connector_by_id_;
  const auto found = blocks.find(segment.roadblock);
  return found == blocks.end() ? nullptr : found->second;
}

const RoadMap::LayerIndex* RoadMap::index_of(MapLayer layer) const {
  const auto number = static_cast<std::size_t>(layer);
  if (number >= layers_.size()) return nullptr;
  if (on_demand_ != nullptr) [[unlikely]] {
    if (const auto group = group_of(layer)) read(*group);
  }
  return layers_[number].get();
}

std::uint32_t RoadMap::first_connector() const {
  const LayerIndex* lanes = index_of(MapLayer::kLane);
  return lanes == nullptr ? 0 : static_cast<std::uint32_t>(lanes->ids.size());
}

void RoadMap::places_at(Point2 p, MapLayer layer, std::vector<std::uint32_t>& out) const {
  out.clear();
  const LayerIndex* index = index_of(layer);
  if (index == nullptr) return;
  index->area_index.query(Bounds::square(p, 0.0), out);
  count_looked_at(out.size());
  std::erase_if(out, [&](std::uint32_t i) { return !index->areas[i]->contains(p); });
  if (layer != MapLayer::kLaneConnector) return;
  const std::uint32_t first = first_connector();
  std::ranges::sort(out, {}, [&](std::uint32_t i) { return std::pair(segments_[first + i].area_row, i); });
}

std::vector<FeatureId> RoadMap::objects_at(Point2 p, MapLayer layer) const {
  std::vector<std::uint32_t> places;
  places_at(p, layer, places);
  std::vector<FeatureId> found;
  for (const std::uint32_t i : places) found.push_back(index_of(layer)->ids[i]);
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
  const bool lanes = kind == SegmentKind::kLane;
  places_at(p, lanes ? MapLayer::kLane : MapLayer::kLaneConnector, out);
  if (lanes) return;
  for (std::uint32_t& i : out) i += first_connector();
}

bool RoadMap::is_in_layer(Point2 p, MapLayer layer) const {
  const LayerIndex* index = index_of(layer);
  // A line contains no point in its interior that arithmetic could hit reliably; the reference answers "no", too.
  if (index == nullptr || !index->lines.empty()) return false;
  std::size_t looked_at = 0;
  const bool found = index->area_index.any(Bounds::square(p, 0.0), [&](std::uint32_t i) {
    ++looked_at;
    return index->areas[i]->contains(p);
  });
  count_looked_at(looked_at);
  return found;
}

bool RoadMap::is_near_layer(Point2 p, double metres, MapLayer layer) const {
  const LayerIndex* index = index_of(layer);
  if (index == nullptr) return false;
  std::size_t looked_at = 0;
  const bool found = index->area_index.any(Bounds::square(p, metres), [&](std::uint32_t i) {
    ++looked_at;
    return index->areas[i]->distance_to(p, metres) < metres;
  });
  count_looked_at(looked_at);
  return found;
}

std::vector<FeatureId> RoadMap::proximal(Point2 p, double radius, MapLayer layer) const {
  std::vector<FeatureId> found;
  const LayerIndex* index = index_of(layer);
  if (index == nullptr) return found;
  const Bounds square = Bounds::square(p, radius);
  const bool lines = !index->lines.empty();
  std::vector<std::uint32_t> near;
  (lines ? index->line_index : index->area_index).query(square, near);
  count_looked_at(near.size());
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
    count_looked_at(near.size());
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
