#include <algorithm>

#include "core/base/clock.h"
#include "core/map/layer_index.h"
#include "core/map/on_demand_map.h"
#include "core/map/row_warning.h"

namespace stepscope {

namespace {

template <typename Rows>
std::unordered_map<FeatureId, std::uint32_t> index_by_id(const Rows& rows) {
  std::unordered_map<FeatureId, std::uint32_t> index;
  for (std::size_t i = 0; i < rows.size(); ++i) index.emplace(rows[i].id, static_cast<std::uint32_t>(i));
  return index;
}

std::size_t vertices(const Area& area) {
  std::size_t count = 0;
  for (const Polygon& part : area.parts()) {
    count += part.exterior.size();
    for (const auto& hole : part.holes) count += hole.size();
  }
  return count;
}

std::string no_row(std::string_view layer, FeatureId id) {
  return fmt::format("layer {} has no usable row {}; dropped", layer, id);
}

}  // namespace

RoadMap::RoadMap(RoadMapContent content) : content_(std::move(content)) {}

void RoadMap::warn(std::string_view layer, FeatureId fid, std::string_view field, const std::string& reason) {
  content_.warnings.push_back(row_warning(layer, fid, field, reason));
}

Result<std::shared_ptr<const RoadMap>> RoadMap::build(RoadMapContent content) {
  if (content.lanes.empty()) return no_lanes(content.file, content.warnings);
  const SteadyClock clock;
  const std::int64_t begin = clock.now_ns();
  const std::shared_ptr<RoadMap> map(new RoadMap(std::move(content)));
  for (const MapGroup group : kMapGroups) map->finish(group);
  map->load_ns_ = map->content_.read_ns + clock.now_ns() - begin;
  return std::shared_ptr<const RoadMap>(map);
}

Error RoadMap::no_lanes(const std::string& file, std::span<const std::string> warnings) {
  return {.file = file,
          .place = "lanes_polygons",
          .field = {},
          .reason = warnings.empty() ? "there are no lanes" : "there are no usable lanes; " + warnings.front()};
}

void RoadMap::finish(MapGroup group) {
  switch (group) {
    case MapGroup::kBoundaries:
      return index_boundaries();
    case MapGroup::kStopLines: {
      LayerIndex turn_stops;
      for (const StopLine& line : content_.stop_lines) {
        if (line.type != StopLineType::kTurnStop) continue;
        turn_stops.ids.push_back(line.id);
        turn_stops.areas.push_back(&line.area);
      }
      add_index(MapLayer::kTurnStop, std::move(turn_stops));
      return index_areas(MapLayer::kStopLine, content_.stop_lines);
    }
    case MapGroup::kLaneGraph:
      resolve_lane_graph();
      resolve_roadblocks();
      resolve_stop_lines();
      return index_lane_graph();
    case MapGroup::kIntersections:
      return index_areas(MapLayer::kIntersection, content_.intersections);
    case MapGroup::kCrosswalks:
      return index_areas(MapLayer::kCrosswalk, content_.crosswalks);
    case MapGroup::kWalkways:
      return index_areas(MapLayer::kWalkways, content_.walkways);
    case MapGroup::kCarparkAreas:
      return index_areas(MapLayer::kCarparkArea, content_.carpark_areas);
    case MapGroup::kDrivableArea:
      break;
  }
  for (const auto* rows :
       {&content_.road_segments, &content_.intersections, &content_.generic_drivable_areas, &content_.carpark_areas}) {
    for (const MapArea& row : *rows) drivable_.push_back(&row);
  }
  LayerIndex drivable;
  for (const MapArea* area : drivable_) {
    drivable.ids.push_back(area->id);
    drivable.areas.push_back(&area->area);
  }
  add_index(MapLayer::kDrivableArea, std::move(drivable));
}

void RoadMap::resolve_lane_graph() {
  const std::size_t lanes = content_.lanes.size();
  segments_ = std::move(content_.lanes);
  segments_.insert(segments_.end(), std::make_move_iterator(content_.lane_connectors.begin()),
                   std::make_move_iterator(content_.lane_connectors.end()));
  content_.lanes.clear();
  content_.lane_connectors.clear();
  for (std::uint32_t i = 0; i < segments_.size(); ++i) {
    if (!segment_by_id_.emplace(segments_[i].id, i).second)
      warn(i < lanes ? "lanes_polygons" : "lane_connectors", segments_[i].id, "fid",
           "another lane or lane connector has the same id; this one is not found by it");
  }
  // Connectors in table order, so that the lists of the lanes are in table order as well.
  for (auto i = static_cast<std::uint32_t>(lanes); i < segments_.size(); ++i) {
    LaneSegment& connector = segments_[i];
    const auto lane = [&](std::optional<FeatureId> id, std::string_view field) -> std::optional<std::uint32_t> {
      if (!id) return std::nullopt;
      const auto found = segment_by_id_.find(*id);
      if (found != segment_by_id_.end() && found->second < lanes) return found->second;
      warn("lane_connectors", connector.id, field, no_row("lanes_polygons", *id));
      return std::nullopt;
    };
    if (const auto exit = lane(connector.exit_lane, "exit_lane_fid")) {
      connector.incoming.push_back(*exit);
      segments_[*exit].outgoing.push_back(i);
    }
    if (const auto entry = lane(connector.entry_lane, "entry_lane_fid")) {
      connector.outgoing.push_back(*entry);
      segments_[*entry].incoming.push_back(i);
    }
  }
}

void RoadMap::resolve_roadblocks() {
  const auto block_index = index_by_id(content_.roadblocks);
  const auto connector_index = index_by_id(content_.roadblock_connectors);

  for (std::uint32_t i = 0; i < segments_.size(); ++i) {
    const LaneSegment& segment = segments_[i];
    const bool lane = segment.kind == SegmentKind::kLane;
    const auto& index = lane ? block_index : connector_index;
    if (const auto found = index.find(segment.roadblock); found != index.end()) {
      (lane ? content_.roadblocks : content_.roadblock_connectors)[found->second].interior.push_back(i);
    } else {
      warn(lane ? "lanes_polygons" : "lane_connectors", segment.id,
           lane ? "lane_group_fid" : "lane_group_connector_fid",
           no_row(lane ? "lane_groups_polygons" : "lane_group_connectors", segment.roadblock));
    }
  }
  for (Roadblock& connector : content_.roadblock_connectors) {
    const auto link = [&](std::vector<FeatureId>& ends, std::vector<FeatureId> Roadblock::*back,
                          std::string_view field) {
      std::erase_if(ends, [&](FeatureId id) {
        const auto found = block_index.find(id);
        if (found == block_index.end()) {
          warn("lane_group_connectors", connector.id, field, no_row("lane_groups_polygons", id));
          return true;
        }
        (content_.roadblocks[found->second].*back).push_back(connector.id);
        return false;
      });
    };
    link(connector.incoming, &Roadblock::outgoing, "from_lane_group_fid");
    link(connector.outgoing, &Roadblock::incoming, "to_lane_group_fid");
  }
  for (const Roadblock& block : content_.roadblocks) roadblock_by_id_.emplace(block.id, &block);
  for (const Roadblock& block : content_.roadblock_connectors) roadblock_connector_by_id_.emplace(block.id, &block);
}

// Candidates whose polygon meets the baseline; if there is none, the one nearest to where the baseline begins.
void RoadMap::resolve_stop_lines() {
  const auto index = index_by_id(content_.stop_lines);
  for (LaneSegment& segment : segments_) {
    std::vector<std::uint32_t> candidates;
    for (const FeatureId id : segment.stop_line_candidates) {
      if (const auto found = index.find(id); found != index.end()) {
        candidates.push_back(found->second);
      } else {
        warn("lane_connectors", segment.id, "traffic_light_stop_line_fids", no_row("stop_polygons", id));
      }
    }
    if (candidates.empty()) continue;
    for (const std::uint32_t i : candidates) {
      if (content_.stop_lines[i].area.intersects(segment.baseline.points())) segment.stop_lines.push_back(i);
    }
    if (!segment.stop_lines.empty()) continue;
    const Point2 begin = segment.baseline.points().front();
    segment.stop_lines.push_back(*std::min_element(candidates.begin(), candidates.end(), [&](auto a, auto b) {
      return content_.stop_lines[a].area.distance_to(begin) < content_.stop_lines[b].area.distance_to(begin);
    }));
  }
}

void RoadMap::add_index(MapLayer layer, LayerIndex index) {
  std::size_t points = 0;
  std::vector<Bounds> boxes;
  for (const Area* area : index.areas) {
    boxes.push_back(area->bounds());
    bounds_.extend(area->bounds());
    points += vertices(*area);
  }
  index.area_index = BoundsIndex(boxes);
  boxes.clear();
  for (const auto line : index.lines) {
    Bounds box;
    for (const Point2 p : line) box.extend(p);
    boxes.push_back(box);
    bounds_.extend(box);
    points += line.size();
  }
  index.line_index = BoundsIndex(boxes);
  // Polylines keep an arc length beside each point; rows and index nodes weigh about as much as 40 points.
  memory_bytes_ += points * 3 * sizeof(double) + index.ids.size() * 40 * sizeof(Point2);
  layers_[static_cast<std::size_t>(layer)] = std::make_shared<const LayerIndex>(std::move(index));
}

template <typename Rows>
void RoadMap::index_areas(MapLayer layer, const Rows& rows) {
  LayerIndex index;
  for (const auto& row : rows) {
    index.ids.push_back(row.id);
    index.areas.push_back(&row.area);
  }
  add_index(layer, std::move(index));
}

void RoadMap::index_boundaries() {
  LayerIndex boundaries;
  for (const MapBoundary& boundary : content_.boundaries) {
    boundaries.ids.push_back(boundary.id);
    boundaries.lines.push_back(boundary.line.points());
  }
  add_index(MapLayer::kBoundaries, std::move(boundaries));
}

void RoadMap::index_lane_graph() {
  LayerIndex lanes, connectors, baselines;
  for (const LaneSegment& segment : segments_) {
    LayerIndex& index = segment.kind == SegmentKind::kLane ? lanes : connectors;
    index.ids.push_back(segment.id);
    index.areas.push_back(&segment.area);
    if (segment.kind == SegmentKind::kLaneConnector) index.lines.emplace_back(segment.layer_line);
    baselines.ids.push_back(segment.baseline_id);
    baselines.lines.push_back(segment.baseline.points());
  }
  add_index(MapLayer::kLane, std::move(lanes));
  add_index(MapLayer::kLaneConnector, std::move(connectors));
  add_index(MapLayer::kBaselinePaths, std::move(baselines));
  index_areas(MapLayer::kRoadblock, content_.roadblocks);
  index_areas(MapLayer::kRoadblockConnector, content_.roadblock_connectors);
}

}  // namespace stepscope
