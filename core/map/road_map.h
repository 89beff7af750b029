#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"
#include "core/geometry/bounds_index.h"
#include "core/geometry/polygon.h"
#include "core/geometry/polyline.h"

namespace stepscope {

// Feature id of a map row (`fid`). The reference handles ids as decimal texts; order and equality are the same here.
using FeatureId = std::int64_t;

// Layers that hold objects, with the numbers of the reference's SemanticMapLayer.
enum class MapLayer : std::uint8_t {
  kLane = 0,
  kIntersection = 1,
  kStopLine = 2,
  kTurnStop = 3,
  kCrosswalk = 4,
  kDrivableArea = 5,
  kYield = 6,
  kTrafficLight = 7,
  kStopSign = 8,
  kLaneConnector = 11,
  kBaselinePaths = 12,
  kBoundaries = 13,
  kWalkways = 14,
  kCarparkArea = 15,
  kRoadblock = 17,
  kRoadblockConnector = 18,
};
std::string_view layer_name(MapLayer layer);  // "LANE_CONNECTOR"

enum class SegmentKind : std::uint8_t { kLane, kLaneConnector };

// A lane or a lane connector: one node of the lane graph. Indices refer to RoadMap::segments().
struct LaneSegment {
  FeatureId id{0};
  SegmentKind kind{SegmentKind::kLane};
  FeatureId roadblock{0};                      // roadblock of a lane, roadblock connector of a connector
  Area area;                                   // a connector's comes from gen_lane_connectors_scaled_width_polygons
  std::uint32_t area_row{0};                   // connectors: place of that polygon's row in its own table
  Polyline baseline;                           // centre line in the direction of travel
  FeatureId baseline_id{0};                    // its row in baseline_paths
  std::vector<Point2> layer_line;              // connectors only: geometry of the row in lane_connectors
  std::optional<std::uint32_t> left_boundary;  // index in RoadMap::boundaries()
  std::optional<std::uint32_t> right_boundary;
  std::optional<double> speed_limit_mps;        // none = no limit known
  int lane_index{0};                            // lanes: left to right within the roadblock
  std::optional<FeatureId> exit_lane;           // connectors: the lane one comes from, as the row says
  std::optional<FeatureId> entry_lane;          // connectors: the lane one goes into, as the row says
  std::optional<FeatureId> intersection;        // connectors
  std::vector<FeatureId> stop_line_candidates;  // connectors: traffic_light_stop_line_fids
  std::vector<std::uint32_t> stop_lines;        // indices in RoadMap::stop_lines(), by the reference's rule
  std::vector<std::uint32_t> incoming;          // predecessors, in table order
  std::vector<std::uint32_t> outgoing;          // successors, in table order

  bool has_traffic_lights() const { return !stop_line_candidates.empty(); }
};

// All parallel lanes of one direction between two junctions, or their continuation through a junction.
struct Roadblock {
  FeatureId id{0};
  bool connector{false};
  Area area;
  std::vector<std::uint32_t> interior;  // indices in RoadMap::segments(), in table order
  std::vector<FeatureId> incoming;      // roadblock ↔ roadblock connector
  std::vector<FeatureId> outgoing;
  std::optional<FeatureId> intersection;  // connectors
};

enum class StopLineType : std::uint8_t {
  kPedestrianCrossing = 0,
  kStopSign = 1,
  kTrafficLight = 2,
  kTurnStop = 3,
  kYield = 4,
  kUnknown = 5,
};

struct StopLine {
  FeatureId id{0};
  Area area;
  StopLineType type{StopLineType::kUnknown};
};

// Crosswalk, walkway, car park, intersection, or a polygon of the drivable area.
struct MapArea {
  FeatureId id{0};
  Area area;
};

struct MapBoundary {
  FeatureId id{0};
  Polyline line;
  int type{3};  // 0 dashed, 2 solid, 1 and 3 virtual
};

// Everything of one map, as read. Built by the reader (core/map/gpkg_reader.h), then handed to RoadMap, which resolves
// the references: the reader leaves the lists of lane segments and roadblocks empty but for the incoming and outgoing
// roadblock of a roadblock connector.
struct RoadMapContent {
  std::string location;  // "us-nv-las-vegas-strip"
  std::string version;   // "9.15.1915"
  std::string file;
  std::string projection;          // "epsg:32611"
  std::vector<LaneSegment> lanes;  // table order
  std::vector<LaneSegment> lane_connectors;
  std::vector<Roadblock> roadblocks;
  std::vector<Roadblock> roadblock_connectors;
  std::vector<StopLine> stop_lines;
  std::vector<MapArea> intersections, crosswalks, walkways, carpark_areas;
  std::vector<MapArea> road_segments, generic_drivable_areas;
  std::vector<MapBoundary> boundaries;
  std::vector<std::string> warnings;  // rows left out or repaired, one sentence each, naming layer and field
};

// One location's map: objects in UTM metres, lane graph, spatial indices. Immutable; read by any number of threads.
class RoadMap {
 public:
  // Resolves the lane graph, stop lines and indices. A reference to a row that is not there is dropped with a warning
  // that names layer, row and field; an error only if there are no lanes at all.
  static Result<std::shared_ptr<const RoadMap>> build(RoadMapContent content);

  const std::string& location() const { return content_.location; }
  // As handed in, except that lanes and lane_connectors have moved to segments().
  const RoadMapContent& content() const { return content_; }
  const Bounds& bounds() const { return bounds_; }
  std::span<const std::string> warnings() const { return content_.warnings; }
  // Memory the map takes, bytes, roughly.
  std::size_t memory_bytes() const { return memory_bytes_; }

  // Lanes first, then lane connectors, each in table order.
  std::span<const LaneSegment> segments() const { return segments_; }
  std::span<const Roadblock> roadblocks() const { return content_.roadblocks; }
  std::span<const Roadblock> roadblock_connectors() const { return content_.roadblock_connectors; }
  std::span<const StopLine> stop_lines() const { return content_.stop_lines; }
  std::span<const MapBoundary> boundaries() const { return content_.boundaries; }
  // road_segments, intersections, generic_drivable_areas, carpark_areas, in this order, not united.
  std::span<const MapArea* const> drivable_areas() const { return drivable_; }

  // By id; null if absent.
  const LaneSegment* segment(FeatureId id) const;
  const Roadblock* roadblock(FeatureId id) const;  // roadblock, else roadblock connector
  // The roadblock of a lane, the roadblock connector of a lane connector; null if the map does not have it.
  const Roadblock* roadblock_of(const LaneSegment& segment) const;

  // Ids of the layer's objects whose polygon strictly contains the point (get_all_map_objects), in table order; lane
  // connectors in that of the table of their polygons.
  std::vector<FeatureId> objects_at(Point2 p, MapLayer layer) const;
  // The one object at the point; none if there is none; an error if there are several (get_one_map_object).
  Result<std::optional<FeatureId>> object_at(Point2 p, MapLayer layer) const;
  // Indices in segments() of the lanes, or of the lane connectors, whose polygon strictly contains the point, in the
  // order of objects_at(); `out` is cleared first. Allocates nothing once `out` has grown.
  void segments_at(Point2 p, SegmentKind kind, std::vector<std::uint32_t>& out) const;
  // is_in_layer: any geometry of the layer's own table contains the point (for connectors the line: never).
  bool is_in_layer(Point2 p, MapLayer layer) const;
  // Any polygon of the layer is nearer than `metres` to the point (0 inside).
  bool is_near_layer(Point2 p, double metres, MapLayer layer) const;
  // Ids of the objects whose layer geometry intersects the axis-aligned square of half size `radius`, table order
  // (get_proximal_map_objects; for connectors the line geometry counts).
  std::vector<FeatureId> proximal(Point2 p, double radius, MapLayer layer) const;
  struct Nearest {
    FeatureId id{0};
    double distance_m{0.0};
  };
  // Nearest object by Euclidean distance (0 inside); ties: first in table order.
  std::optional<Nearest> nearest(Point2 p, MapLayer layer) const;

 private:
  struct LayerIndex;
  explicit RoadMap(RoadMapContent content);
  const LayerIndex* index_of(MapLayer layer) const;
  // Places in the index of the layer of those whose polygon contains the point, in the order of objects_at().
  void places_at(Point2 p, MapLayer layer, std::vector<std::uint32_t>& out) const;
  // How many segments() come before the lane connectors.
  std::uint32_t first_connector() const;
  void resolve_lane_graph();
  void resolve_roadblocks();
  void resolve_stop_lines();
  void build_indices();
  void warn(std::string_view layer, FeatureId fid, std::string_view field, const std::string& reason);

  RoadMapContent content_;
  std::vector<LaneSegment> segments_;
  std::vector<const MapArea*> drivable_;
  std::unordered_map<FeatureId, std::uint32_t> segment_by_id_;
  std::unordered_map<FeatureId, const Roadblock*> roadblock_by_id_, roadblock_connector_by_id_;
  std::map<MapLayer, std::shared_ptr<const LayerIndex>> layers_;
  Bounds bounds_;
  std::size_t memory_bytes_{0};
};

using RoadMapPtr = std::shared_ptr<const RoadMap>;

}  // namespace stepscope
