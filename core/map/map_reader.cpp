#include "core/map/map_reader.h"

#include <map>

#include "core/map/row_warning.h"

namespace stepscope {

template <typename Visit>
Status MapReader::each_row(Part part, std::string_view layer, const LayerRows::Columns& columns, Visit&& visit) {
  auto rows = LayerRows::open(package_, layer, columns, warnings_of(part));
  if (!rows.ok()) return rows.error();
  for (;;) {
    auto row = rows.value().next();
    if (!row.ok()) return row.error();
    if (!row.value()) return {};
    ++rows_;
    visit(rows.value());
  }
}

Status MapReader::boundaries() {
  auto present = LayerRows::exists(package_, "boundaries", warnings_of(Part::kBoundaries));
  if (!present.ok()) return present.error();
  if (!present.value()) return {};
  return each_row(
      Part::kBoundaries, "boundaries", {.required = {}, .optional = {"boundary_type_fid"}}, [&](LayerRows& row) {
        auto line = row.line();
        if (!line) return;
        boundary_index_.emplace(row.fid(), static_cast<std::uint32_t>(content_.boundaries.size()));
        content_.boundaries.push_back({.id = row.fid(),
                                       .line = Polyline(*std::move(line)),
                                       .type = static_cast<int>(row.integer("boundary_type_fid").value_or(3))});
      });
}

std::optional<std::uint32_t> MapReader::boundary(LayerRows& row, std::string_view column) const {
  const auto id = row.integer(column);
  if (!id) return std::nullopt;
  if (const auto found = boundary_index_.find(*id); found != boundary_index_.end()) return found->second;
  row.warn(column, fmt::format("layer boundaries has no usable row {}; dropped", *id));
  return std::nullopt;
}

Status MapReader::baselines() {
  return each_row(Part::kBaselines, "baseline_paths", {.required = {"lane_fid", "lane_connector_fid"}, .optional = {}},
                  [&](LayerRows& row) {
                    const auto lane = row.integer("lane_fid"), connector = row.integer("lane_connector_fid");
                    if (lane.has_value() == connector.has_value()) {
                      row.warn("lane_fid", "exactly one of lane_fid and lane_connector_fid must be set; row left out");
                      return;
                    }
                    auto line = row.line();
                    if (!line) return;
                    const bool first =
                        (lane ? lane_baselines_ : connector_baselines_)
                            .try_emplace(lane ? *lane : *connector, Baseline{row.fid(), *std::move(line)})
                            .second;
                    if (!first)
                      row.warn(lane ? "lane_fid" : "lane_connector_fid",
                               fmt::format("{} has another baseline already; row left out", lane ? *lane : *connector));
                  });
}

bool MapReader::take_baseline(LayerRows& row, Baselines& from, LaneSegment& segment) {
  const auto found = from.find(row.fid());
  if (found == from.end()) {
    row.warn("fid", "layer baseline_paths has no usable row for it; row left out");
    return false;
  }
  found->second.used = true;
  segment.baseline = Polyline(std::move(found->second.line));
  segment.baseline_id = found->second.id;
  return true;
}

Status MapReader::connector_areas() {
  return each_row(Part::kConnectorAreas, "gen_lane_connectors_scaled_width_polygons",
                  {.required = {"lane_connector_fid", "left_boundary_fid", "right_boundary_fid"}, .optional = {}},
                  [&](LayerRows& row) {
                    const auto connector = row.integer("lane_connector_fid");
                    if (!connector) {
                      row.warn("lane_connector_fid", "is missing; row left out");
                      return;
                    }
                    auto area = row.area();
                    if (!area) return;
                    ConnectorArea entry{.id = row.fid(),
                                        .area = *std::move(area),
                                        .row = static_cast<std::uint32_t>(connector_areas_.size()),
                                        .left_boundary = boundary(row, "left_boundary_fid"),
                                        .right_boundary = boundary(row, "right_boundary_fid")};
                    if (!connector_areas_.try_emplace(*connector, std::move(entry)).second)
                      row.warn("lane_connector_fid",
                               fmt::format("{} has another polygon already; row left out", *connector));
                  });
}

Status MapReader::lanes() {
  const LayerRows::Columns columns{.required = {"lane_fid", "lane_group_fid", "lane_index", "left_boundary_fid",
                                                "right_boundary_fid", "speed_limit_mps"},
                                   .optional = {}};
  return each_row(Part::kLanes, "lanes_polygons", columns, [&](LayerRows& row) {
    LaneSegment lane{.id = row.fid(), .kind = SegmentKind::kLane};
    if (const auto named = row.integer("lane_fid"); named != row.fid())
      row.warn("lane_fid", "differs from fid, which is used");
    if (!take_baseline(row, lane_baselines_, lane)) return;
    auto area = row.area();
    if (!area) {
      row.warn("fid", "lane without a usable polygon; row left out");
      return;
    }
    lane.area = *std::move(area);
    lane.roadblock = row.integer("lane_group_fid").value_or(0);
    lane.lane_index = static_cast<int>(row.integer("lane_index").value_or(0));
    lane.left_boundary = boundary(row, "left_boundary_fid");
    lane.right_boundary = boundary(row, "right_boundary_fid");
    lane.speed_limit_mps = row.number("speed_limit_mps");
    content_.lanes.push_back(std::move(lane));
  });
}

Status MapReader::lane_connectors() {
  const LayerRows::Columns columns{.required = {"exit_lane_fid", "entry_lane_fid", "lane_group_connector_fid",
                                                "intersection_fid", "traffic_light_stop_line_fids", "speed_limit_mps"},
                                   .optional = {}};
  return each_row(Part::kLaneConnectors, "lane_connectors", columns, [&](LayerRows& row) {
    LaneSegment connector{.id = row.fid(), .kind = SegmentKind::kLaneConnector};
    if (!take_baseline(row, connector_baselines_, connector)) return;
    auto line = row.line();
    if (!line) {
      row.warn("fid", "lane connector without a usable line; row left out");
      return;
    }
    connector.layer_line = *std::move(line);
    connector.roadblock = row.integer("lane_group_connector_fid").value_or(0);
    connector.exit_lane = row.integer("exit_lane_fid");
    connector.entry_lane = row.integer("entry_lane_fid");
    connector.intersection = row.integer("intersection_fid");
    connector.stop_line_candidates = row.integers("traffic_light_stop_line_fids");
    connector.speed_limit_mps = row.number("speed_limit_mps");
    if (const auto found = connector_areas_.find(row.fid()); found != connector_areas_.end()) {
      ConnectorArea& polygon = found->second;
      polygon.used = true;
      connector.area = std::move(polygon.area);
      connector.area_row = polygon.row;
      connector.left_boundary = polygon.left_boundary;
      connector.right_boundary = polygon.right_boundary;
    } else {
      row.warn("fid", "layer gen_lane_connectors_scaled_width_polygons has no usable row for it; no polygon");
    }
    content_.lane_connectors.push_back(std::move(connector));
  });
}

Status MapReader::roadblocks() {
  return each_row(Part::kRoadblocks, "lane_groups_polygons", {}, [&](LayerRows& row) {
    if (auto area = row.area()) content_.roadblocks.push_back({.id = row.fid(), .area = *std::move(area)});
  });
}

Status MapReader::roadblock_connectors() {
  const LayerRows::Columns columns{.required = {"from_lane_group_fid", "to_lane_group_fid", "intersection_fid"},
                                   .optional = {}};
  return each_row(Part::kRoadblockConnectors, "lane_group_connectors", columns, [&](LayerRows& row) {
    auto area = row.area();
    if (!area) return;
    Roadblock connector{.id = row.fid(), .connector = true, .area = *std::move(area)};
    if (const auto from = row.integer("from_lane_group_fid")) connector.incoming.push_back(*from);
    if (const auto to = row.integer("to_lane_group_fid")) connector.outgoing.push_back(*to);
    connector.intersection = row.integer("intersection_fid");
    content_.roadblock_connectors.push_back(std::move(connector));
  });
}

Status MapReader::stop_lines() {
  return each_row(Part::kStopLines, "stop_polygons", {.required = {"stop_polygon_type_fid"}, .optional = {}},
                  [&](LayerRows& row) {
                    auto area = row.area();
                    if (!area) return;
                    const FeatureId type = row.integer("stop_polygon_type_fid").value_or(5);
                    content_.stop_lines.push_back(
                        {.id = row.fid(),
                         .area = *std::move(area),
                         .type = type >= 0 && type < 5 ? static_cast<StopLineType>(type) : StopLineType::kUnknown});
                  });
}

Status MapReader::areas(Part part, std::string_view layer, std::vector<MapArea>& out) {
  return each_row(part, layer, {}, [&](LayerRows& row) {
    if (auto area = row.area()) out.push_back({.id = row.fid(), .area = *std::move(area)});
  });
}

Status MapReader::optional_areas(Part part, std::string_view layer, std::vector<MapArea>& out) {
  auto present = LayerRows::exists(package_, layer, warnings_of(part));
  if (!present.ok()) return present.error();
  return present.value() ? areas(part, layer, out) : Status();
}

void MapReader::report_unused() {
  const auto report = [this](std::string_view layer, const auto& rows, std::string_view field,
                             std::string_view wanted) {
    std::map<FeatureId, FeatureId> unused;  // in order of the rows, so that the messages do not depend on hashing
    for (const auto& [owner, row] : rows) {
      if (!row.used) unused.emplace(row.id, owner);
    }
    for (const auto& [fid, owner] : unused)
      warnings_of(Part::kUnused)
          .push_back(
              row_warning(layer, fid, field, fmt::format("layer {} has no usable row {}; left out", wanted, owner)));
  };
  report("baseline_paths", lane_baselines_, "lane_fid", "lanes_polygons");
  report("baseline_paths", connector_baselines_, "lane_connector_fid", "lane_connectors");
  report("gen_lane_connectors_scaled_width_polygons", connector_areas_, "lane_connector_fid", "lane_connectors");
}

Status MapReader::lane_graph() {
  using Layer = Status (MapReader::*)();
  for (const Layer layer : {&MapReader::baselines, &MapReader::connector_areas, &MapReader::lanes,
                            &MapReader::lane_connectors, &MapReader::roadblocks, &MapReader::roadblock_connectors}) {
    if (Status done = (this->*layer)(); !done.ok()) return done;
  }
  report_unused();
  return {};
}

Status MapReader::read(MapGroup group) {
  switch (group) {
    case MapGroup::kBoundaries:
      return boundaries();
    case MapGroup::kStopLines:
      return stop_lines();
    case MapGroup::kLaneGraph:
      return lane_graph();
    case MapGroup::kIntersections:
      return areas(Part::kIntersections, "intersections", content_.intersections);
    case MapGroup::kCrosswalks:
      return optional_areas(Part::kCrosswalks, "crosswalks", content_.crosswalks);
    case MapGroup::kWalkways:
      return optional_areas(Part::kWalkways, "walkways", content_.walkways);
    case MapGroup::kCarparkAreas:
      return optional_areas(Part::kCarparkAreas, "carpark_areas", content_.carpark_areas);
    case MapGroup::kDrivableArea:
      break;
  }
  if (Status done = optional_areas(Part::kRoadSegments, "road_segments", content_.road_segments); !done.ok())
    return done;
  return optional_areas(Part::kGenericDrivableAreas, "generic_drivable_areas", content_.generic_drivable_areas);
}

std::vector<std::string> MapReader::warnings() const {
  std::vector<std::string> all;
  for (const auto& part : warnings_) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace stepscope
