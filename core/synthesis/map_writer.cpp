#include "core/synthesis/map_writer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "core/synthesis/indexed.h"

namespace stepscope::synthesis {

namespace {

using Rows = std::vector<GpkgWriter::Row>;
using Columns = std::vector<LayerColumn>;

constexpr std::string_view kInt = "INTEGER", kText = "TEXT(256)", kReal = "REAL", kBool = "BOOLEAN",
                           kMedium = "MEDIUMINT";

const auto i = GpkgWriter::integer;
const auto r = GpkgWriter::real;
const auto t = GpkgWriter::text;
const auto none = GpkgWriter::none;

std::int64_t boundary_id(const City& city, int boundary) { return nth(city.boundaries, boundary).id; }

template <typename T>
GpkgWriter::Value ids_of(const std::vector<T>& objects, const std::vector<int>& indices) {
  std::vector<std::int64_t> ids;
  for (const int index : indices) ids.push_back(nth(objects, index).id);
  return t(fmt::format("{}", fmt::join(ids, ",")));
}

Status baseline_paths(GpkgWriter& out, const City& city) {
  Rows rows;
  for (const CitySegment& s : city.segments) {
    rows.push_back({s.baseline_id,
                    s.course.points(),
                    {i(0), none(), s.is_connector() ? none() : i(s.id), s.is_connector() ? i(s.id) : none(), t("")}});
  }
  return out.write_layer("baseline_paths", GeometryKind::kLine,
                         Columns{{"path_type_fid", kInt},
                                 {"creator_id", kText},
                                 {"lane_fid", kInt},
                                 {"lane_connector_fid", kInt},
                                 {"dubins_node_fids", kText}},
                         rows);
}

Status boundaries(GpkgWriter& out, const City& city) {
  Rows rows;
  for (const Boundary& b : city.boundaries) {
    rows.push_back({b.id, b.points, {t(std::to_string(b.id)), i(0), i(static_cast<int>(b.kind)), none()}});
  }
  return out.write_layer("boundaries", GeometryKind::kLine,
                         Columns{{"boundary_segment_fids", kText},
                                 {"has_reflectors", kBool},
                                 {"boundary_type_fid", kInt},
                                 {"creator_id", kText}},
                         rows);
}

Ring ring_of(const City& city, const CitySegment& s) {
  return ring_between(nth(city.boundaries, s.left).points, nth(city.boundaries, s.right).points);
}

Status lanes(GpkgWriter& out, const City& city) {
  Rows rows;
  for (const CitySegment& s : city.segments) {
    if (s.is_connector()) continue;
    const CityRoadblock& block = nth(city.roadblocks, s.group);
    rows.push_back({s.id,
                    ring_of(city, s),
                    {i(block.id),
                     i(s.id),
                     i(s.lane_index),
                     none(),
                     none(),
                     i(0),
                     i(0),
                     i(std::lround(s.width_to)),
                     none(),
                     none(),
                     none(),
                     r(s.speed_limit),
                     i(0),
                     i(boundary_id(city, s.left)),
                     i(boundary_id(city, s.right)),
                     r(s.speed_limit),
                     i(0),
                     i(0),
                     i(block.from_edge),
                     i(block.to_edge)}});
  }
  return out.write_layer("lanes_polygons", GeometryKind::kPolygon,
                         Columns{{"lane_group_fid", kInt},
                                 {"lane_fid", kInt},
                                 {"lane_index", kMedium},
                                 {"creator_id", kText},
                                 {"name", kText},
                                 {"road_type_fid", kInt},
                                 {"lane_type_fid", kInt},
                                 {"width", kMedium},
                                 {"left_offset", kReal},
                                 {"right_offset", kReal},
                                 {"min_speed", kReal},
                                 {"max_speed", kReal},
                                 {"stops", kMedium},
                                 {"left_boundary_fid", kInt},
                                 {"right_boundary_fid", kInt},
                                 {"speed_limit_mps", kReal},
                                 {"left_has_reflectors", kBool},
                                 {"right_has_reflectors", kBool},
                                 {"from_edge_fid", kInt},
                                 {"to_edge_fid", kInt}},
                         rows);
}

Status roadblocks(GpkgWriter& out, const City& city) {
  Rows rows;
  for (const CityRoadblock& block : city.roadblocks) {
    const CitySegment &left = nth(city.segments, block.lanes.front()), &right = nth(city.segments, block.lanes.back());
    rows.push_back({block.id,
                    ring_between(nth(city.boundaries, left.left).points, nth(city.boundaries, right.right).points),
                    {none(), i(boundary_id(city, left.left)), i(boundary_id(city, right.right)), i(block.from_edge),
                     i(block.to_edge)}});
  }
  return out.write_layer("lane_groups_polygons", GeometryKind::kPolygon,
                         Columns{{"creator_id", kText},
                                 {"left_boundary_fid", kInt},
                                 {"right_boundary_fid", kInt},
                                 {"from_edge_fid", kInt},
                                 {"to_edge_fid", kInt}},
                         rows);
}

Status lane_connectors(GpkgWriter& out, const City& city) {
  Rows rows;
  for (const CitySegment& s : city.segments) {
    if (!s.is_connector()) continue;
    const CitySegment &from = nth(city.segments, s.from), &to = nth(city.segments, s.to);
    const CityStopLine* stop = s.stop_line >= 0 ? &nth(city.stop_lines, s.stop_line) : nullptr;
    const bool light = stop != nullptr && stop->light_id != 0;
    rows.push_back({s.id,
                    s.course.points(),
                    {i(nth(city.roadblocks, from.group).id), i(from.id), i(nth(city.roadblocks, to.group).id),
                     i(nth(city.links, s.group).id), i(to.id), i(nth(city.intersections, s.intersection).id),
                     i(static_cast<int>(s.turn)), t(light ? std::to_string(stop->light_id) : ""),
                     t(light ? std::to_string(stop->id) : ""), i(0), none(), none(), i(0), i(0), r(s.speed_limit)}});
  }
  return out.write_layer("lane_connectors", GeometryKind::kLine,
                         Columns{{"exit_lane_group_fid", kInt},
                                 {"exit_lane_fid", kInt},
                                 {"entry_lane_group_fid", kInt},
                                 {"lane_group_connector_fid", kInt},
                                 {"entry_lane_fid", kInt},
                                 {"intersection_fid", kInt},
                                 {"turn_type_fid", kInt},
                                 {"bulb_fids", kText},
                                 {"traffic_light_stop_line_fids", kText},
                                 {"overlap", kMedium},
                                 {"creator_id", kText},
                                 {"reflector_side_fid", kInt},
                                 {"left_has_reflectors", kBool},
                                 {"right_has_reflectors", kBool},
                                 {"speed_limit_mps", kReal}},
                         rows);
}

Status connector_polygons(GpkgWriter& out, const City& city) {
  Rows rows;
  for (const CitySegment& s : city.segments) {
    if (!s.is_connector()) continue;
    const CityRoadblock &from = nth(city.roadblocks, nth(city.segments, s.from).group),
                        &to = nth(city.roadblocks, nth(city.segments, s.to).group);
    rows.push_back({s.area_id,
                    ring_of(city, s),
                    {i(s.baseline_id), i(s.id), i(from.to_edge), i(to.from_edge), i(boundary_id(city, s.left)),
                     i(boundary_id(city, s.right))}});
  }
  return out.write_layer("gen_lane_connectors_scaled_width_polygons", GeometryKind::kPolygon,
                         Columns{{"baseline_path_fid", kInt},
                                 {"lane_connector_fid", kInt},
                                 {"from_edge_fid", kInt},
                                 {"to_edge_fid", kInt},
                                 {"left_boundary_fid", kInt},
                                 {"right_boundary_fid", kInt}},
                         rows);
}

Status roadblock_connectors(GpkgWriter& out, const City& city) {
  Rows rows;
  for (const RoadblockConnector& link : city.links) {
    if (link.connectors.empty()) continue;
    const CitySegment &left = nth(city.segments, link.connectors.front()),
                      &right = nth(city.segments, link.connectors.back());
    const CityRoadblock &from = nth(city.roadblocks, link.from), &to = nth(city.roadblocks, link.to);
    rows.push_back({link.id,
                    ring_between(nth(city.boundaries, left.left).points, nth(city.boundaries, right.right).points),
                    {i(nth(city.intersections, link.intersection).id), i(from.id), i(to.id), none(), i(from.to_edge),
                     i(to.from_edge), i(boundary_id(city, left.left)), i(boundary_id(city, right.right))}});
  }
  return out.write_layer("lane_group_connectors", GeometryKind::kPolygon,
                         Columns{{"intersection_fid", kInt},
                                 {"from_lane_group_fid", kInt},
                                 {"to_lane_group_fid", kInt},
                                 {"creator_id", kText},
                                 {"from_edge_fid", kInt},
                                 {"to_edge_fid", kInt},
                                 {"left_boundary_fid", kInt},
                                 {"right_boundary_fid", kInt}},
                         rows);
}

Status intersections(GpkgWriter& out, const City& city) {
  Rows rows;
  for (const Intersection& x : city.intersections) {
    rows.push_back({x.id, x.ring, {none(), i(static_cast<int>(x.kind)), i(0)}});
  }
  return out.write_layer("intersections", GeometryKind::kPolygon,
                         Columns{{"creator_id", kText}, {"intersection_type_fid", kInt}, {"is_mini", kBool}}, rows);
}

Status stop_polygons(GpkgWriter& out, const City& city) {
  Rows rows;
  for (const CityStopLine& line : city.stop_lines) {
    const CitySegment& lane = nth(city.segments, line.lane);
    rows.push_back(
        {line.id,
         line.ring,
         {i(static_cast<int>(line.kind)), i(nth(city.roadblocks, lane.group).id), t(std::to_string(lane.id)),
          ids_of(city.segments, line.connectors), t(line.light_id == 0 ? "" : std::to_string(line.light_id)),
          t(line.crosswalk < 0 ? "" : std::to_string(nth(city.crosswalks, line.crosswalk).id)), t(""), none()}});
  }
  return out.write_layer("stop_polygons", GeometryKind::kPolygon,
                         Columns{{"stop_polygon_type_fid", kInt},
                                 {"lane_group_fid", kInt},
                                 {"lane_fids", kText},
                                 {"lane_connector_fids", kText},
                                 {"traffic_light_fids", kText},
                                 {"crosswalk_fids", kText},
                                 {"precedence_area_fids", kText},
                                 {"creator_id", kText}},
                         rows);
}

std::int64_t intersection_of(const City& city, int junction) {
  for (const Intersection& x : city.intersections) {
    if (x.junction == junction) return x.id;
  }
  return 0;
}

Status crosswalks(GpkgWriter& out, const City& city) {
  Rows rows;
  for (const Crosswalk& c : city.crosswalks) {
    std::vector<int> lanes;  // that end or begin at it
    const Direction& leaving = nth(city.plan.directions, c.leaving);
    for (const int block : {nth(city.blocks_of, leaving.opposite).back(), nth(city.blocks_of, c.leaving).front()}) {
      for (const int lane : nth(city.roadblocks, block).lanes) lanes.push_back(lane);
    }
    rows.push_back(
        {c.id,
         c.ring,
         {t(std::to_string(intersection_of(city, c.junction))), ids_of(city.segments, lanes), none(), i(1)}});
  }
  return out.write_layer(
      "crosswalks", GeometryKind::kPolygon,
      Columns{{"intersection_fids", kText}, {"lane_fids", kText}, {"creator_id", kText}, {"is_marked", kBool}}, rows);
}

Status plain_areas(GpkgWriter& out, std::string_view layer, const std::vector<PlainArea>& areas) {
  Rows rows;
  for (const PlainArea& area : areas) rows.push_back({area.id, area.ring, {none()}});
  return out.write_layer(layer, GeometryKind::kPolygon, Columns{{"creator_id", kText}}, rows);
}

Status car_parks(GpkgWriter& out, const City& city) {
  Rows rows;
  for (const CarPark& park : city.car_parks) rows.push_back({park.id, park.ring, {r(park.heading), none()}});
  return out.write_layer("carpark_areas", GeometryKind::kPolygon, Columns{{"heading", kReal}, {"creator_id", kText}},
                         rows);
}

Status road_segments(GpkgWriter& out, const City& city) {
  Rows rows;
  for (const RoadSegment& road : city.road_segments) {
    rows.push_back({road.id, road.ring, {ids_of(city.roadblocks, road.roadblocks)}});
  }
  return out.write_layer("road_segments", GeometryKind::kPolygon, Columns{{"lane_group_fids", kText}}, rows);
}

Status traffic_lights(GpkgWriter& out, const City& city) {
  Rows rows;
  for (const CityStopLine& line : city.stop_lines) {
    if (line.light_id == 0) continue;
    rows.push_back({line.light_id, {line.light.position()}, {i(0), r(line.light.heading), r(0.0), none()}});
  }
  return out.write_layer(
      "traffic_lights", GeometryKind::kPoint,
      Columns{{"light_face_type_fid", kInt}, {"ori_mean_yaw", kReal}, {"ori_mean_pitch", kReal}, {"creator_id", kText}},
      rows);
}

Status dubins_nodes(GpkgWriter& out, const City& city) {
  Rows rows;
  for (const NodeMark& mark : city.node_marks) {
    rows.push_back({mark.id, {mark.pose.position()}, {r(0.0), r(mark.pose.heading), none()}});
  }
  return out.write_layer("dubins_nodes", GeometryKind::kPoint,
                         Columns{{"radius", kReal}, {"heading", kReal}, {"creator_id", kText}}, rows);
}

}  // namespace

Status write_map(const std::filesystem::path& file, const City& city, const MapFrame& frame) {
  Result<GpkgWriter> created = GpkgWriter::create(file, frame);
  if (!created.ok()) return created.error();
  GpkgWriter& out = created.value();
  using Layer = Status (*)(GpkgWriter&, const City&);
  const Layer layers[] = {
      baseline_paths,  boundaries,           car_parks,  crosswalks, dubins_nodes,  connector_polygons, intersections,
      lane_connectors, roadblock_connectors, roadblocks, lanes,      road_segments, stop_polygons,      traffic_lights};
  for (const Layer layer : layers) {
    if (Status written = layer(out, city); !written.ok()) return written;
  }
  if (Status written = plain_areas(out, "generic_drivable_areas", city.strips); !written.ok()) return written;
  if (Status written = plain_areas(out, "walkways", city.walkways); !written.ok()) return written;
  const std::vector<std::pair<std::string, std::string>> meta{
      {"geographicCoordSystem", "epsg:4326"},
      {"projectedCoordSystem", fmt::format("epsg:{}", frame.epsg())},
      {"version", kMapVersion},
      {"location", kMapName}};
  if (Status written = out.write_meta(meta); !written.ok()) return written;
  return out.finish();
}

}  // namespace stepscope::synthesis
