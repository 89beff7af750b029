#include "core/features/map_shapes.h"

namespace stepscope {

namespace {

template <typename Rows>
std::vector<MapShape> areas_of(const Rows& rows) {
  std::vector<MapShape> shapes;
  for (const auto& row : rows) shapes.push_back({.id = row.id, .area = &row.area});
  return shapes;
}

std::vector<MapShape> segments_of(const RoadMap& map, SegmentKind kind) {
  std::vector<MapShape> shapes;
  for (const LaneSegment& segment : map.segments())
    if (segment.kind == kind) shapes.push_back(shape_of(segment));
  return shapes;
}

std::vector<MapShape> turn_stops_of(const RoadMap& map) {
  std::vector<MapShape> shapes;
  for (const StopLine& line : map.stop_lines())
    if (line.type == StopLineType::kTurnStop) shapes.push_back({.id = line.id, .area = &line.area});
  return shapes;
}

std::vector<MapShape> drivable_areas_of(const RoadMap& map) {
  std::vector<MapShape> shapes;
  for (const MapArea* row : map.drivable_areas()) shapes.push_back({.id = row->id, .area = &row->area});
  return shapes;
}

}  // namespace

MapShape shape_of(const LaneSegment& segment) {
  return {.id = segment.id,
          .area = &segment.area,
          .found_by_line = segment.kind == SegmentKind::kLaneConnector,
          .line = segment.layer_line,
          .baseline = segment.baseline.points()};
}

bool MapShape::meets(const Bounds& square) const {
  return found_by_line ? intersects(line, square) : area->intersects(square);
}

Bounds MapShape::bounds() const {
  if (!found_by_line) return area->bounds();
  Bounds box;
  for (const Point2 p : line) box.extend(p);
  return box;
}

bool has_polygons(MapLayer layer) {
  switch (layer) {
    case MapLayer::kLane:
    case MapLayer::kLaneConnector:
    case MapLayer::kIntersection:
    case MapLayer::kStopLine:
    case MapLayer::kTurnStop:
    case MapLayer::kCrosswalk:
    case MapLayer::kDrivableArea:
    case MapLayer::kWalkways:
    case MapLayer::kCarparkArea:
    case MapLayer::kRoadblock:
    case MapLayer::kRoadblockConnector:
      return true;
    default:
      return false;
  }
}

bool has_baselines(MapLayer layer) { return layer == MapLayer::kLane || layer == MapLayer::kLaneConnector; }

std::vector<MapShape> shapes_of(const RoadMap& map, MapLayer layer) {
  switch (layer) {
    case MapLayer::kLane:
      return segments_of(map, SegmentKind::kLane);
    case MapLayer::kLaneConnector:
      return segments_of(map, SegmentKind::kLaneConnector);
    case MapLayer::kIntersection:
      return areas_of(map.intersections());
    case MapLayer::kStopLine:
      return areas_of(map.stop_lines());
    case MapLayer::kTurnStop:
      return turn_stops_of(map);
    case MapLayer::kCrosswalk:
      return areas_of(map.crosswalks());
    case MapLayer::kDrivableArea:
      return drivable_areas_of(map);
    case MapLayer::kWalkways:
      return areas_of(map.walkways());
    case MapLayer::kCarparkArea:
      return areas_of(map.carpark_areas());
    case MapLayer::kRoadblock:
      return areas_of(map.roadblocks());
    case MapLayer::kRoadblockConnector:
      return areas_of(map.roadblock_connectors());
    default:
      return {};
  }
}

}  // namespace stepscope
