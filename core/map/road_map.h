#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"
#include "core/geometry/bounds_index.h"
#include "core/geometry/polygon.h"
#include "core/geometry/polyline.h"
#include "core/map/map_group.h"

namespace stepscope {

// Feature id of a map row (`fid`). The reference handles ids as decimal texts; order and equality are the same here.
using FeatureId = std::int64_t;

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
  std::int64_t read_ns{0};            // how long reading it took
};

// A group of layers that was read when it was first asked for.
struct MapReading {
  MapGroup group{};
  int step{-1};  // of the run; −1: before its first step, or outside of any
  std::int64_t rows{0}, ns{0};
};

// What a map that is read on demand throws when a layer cannot be read. The error names file, layer and field.
class MapUnreadable : public std::runtime_error {
 public:
  explicit MapUnreadable(Error error) : std::runtime_error(error.text()), error_(std::move(error)) {}
  const Error& error() const { return error_; }

 private:
  Error error_;
};

// One location's map: objects in UTM metres, lane graph, spatial indices. To whoever asks it is immutable; any number
// of threads may. One that is read on demand is the same map: what is asked for is there when the call returns, read if
// it was not; only then calls throw (MapUnreadable).
class RoadMap {
 public:
  // Resolves the lane graph, stop lines and indices. A reference to a row that is not there is dropped with a warning
  // that names layer, row and field; an error only if there are no lanes at all.
  static Result<std::shared_ptr<const RoadMap>> build(RoadMapContent content);

  // Another object for the map of the same file: reads nothing now, and each group of layers when somebody first asks
  // for one of its objects.
  static std::shared_ptr<const RoadMap> on_demand(const RoadMap& same);
  ~RoadMap();
  RoadMap(const RoadMap&) = delete;
  RoadMap& operator=(const RoadMap&) = delete;

  const std::string& location() const { return content_.location; }
  const std::string& file() const { return content_.file; }
  // As handed in, except that lanes and lane_connectors have moved to segments(). Everything of the map: see the single
  // layers below for less.
  const RoadMapContent& content() const;
  const Bounds& bounds() const;  // of everything
  std::span<const std::string> warnings() const { return content().warnings; }
  // Memory the map takes, bytes, roughly; of one that is read on demand, what is there.
  std::size_t memory_bytes() const { return memory_bytes_; }
  // How long reading it and resolving it took, all before the map was there; 0 for one that is read on demand.
  std::int64_t load_ns() const { return load_ns_; }
  bool is_on_demand() const { return on_demand_ != nullptr; }
  // What has been read so far, of a map that is read on demand, in order.
  std::vector<MapReading> readings() const;

  // Lanes first, then lane connectors, each in table order.
  std::span<const LaneSegment> segments() const { return once_there(MapGroup::kLaneGraph, segments_); }
  std::span<const Roadblock> roadblocks() const { return once_there(MapGroup::kLaneGraph, content_.roadblocks); }
  std::span<const Roadblock> roadblock_connectors() const {
    return once_there(MapGroup::kLaneGraph, content_.roadblock_connectors);
  }
  std::span<const StopLine> stop_lines() const { return once_there(MapGroup::kStopLines, content_.stop_lines); }
  std::span<const MapBoundary> boundaries() const { return once_there(MapGroup::kBoundaries, content_.boundaries); }
  std::span<const MapArea> intersections() const {
    return once_there(MapGroup::kIntersections, content_.intersections);
  }
  std::span<const MapArea> crosswalks() const { return once_there(MapGroup::kCrosswalks, content_.crosswalks); }
  std::span<const MapArea> walkways() const { return once_there(MapGroup::kWalkways, content_.walkways); }
  std::span<const MapArea> carpark_areas() const { return once_there(MapGroup::kCarparkAreas, content_.carpark_areas); }
  // road_segments, intersections, generic_drivable_areas, carpark_areas, in this order, not united.
  std::span<const MapArea* const> drivable_areas() const { return once_there(MapGroup::kDrivableArea, drivable_); }

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
  class OnDemand;
  explicit RoadMap(RoadMapContent content);
  // Everything else asks this first: nothing to do for a map that is there.
  void need(MapGroup group) const {
    if (on_demand_ != nullptr) [[unlikely]]
      read(group);
  }
  template <typename Part>
  const Part& once_there(MapGroup group, const Part& part) const {
    need(group);
    return part;
  }
  void read(MapGroup group) const;
  const LayerIndex* index_of(MapLayer layer) const;
  // Places in the index of the layer of those whose polygon contains the point, in the order of objects_at().
  void places_at(Point2 p, MapLayer layer, std::vector<std::uint32_t>& out) const;
  // How many segments() come before the lane connectors.
  std::uint32_t first_connector() const;
  static Error no_lanes(const std::string& file, std::span<const std::string> warnings);
  // Resolves and indexes a group that has been read, after those it needs.
  void finish(MapGroup group);
  void resolve_lane_graph();
  void resolve_roadblocks();
  void resolve_stop_lines();
  void index_boundaries();
  void index_lane_graph();
  template <typename Rows>
  void index_areas(MapLayer layer, const Rows& rows);
  void add_index(MapLayer layer, LayerIndex index);
  void warn(std::string_view layer, FeatureId fid, std::string_view field, const std::string& reason);

  RoadMapContent content_;
  std::vector<LaneSegment> segments_;
  std::vector<const MapArea*> drivable_;
  std::unordered_map<FeatureId, std::uint32_t> segment_by_id_;
  std::unordered_map<FeatureId, const Roadblock*> roadblock_by_id_, roadblock_connector_by_id_;
  std::array<std::shared_ptr<const LayerIndex>, kMapLayerNumbers> layers_;  // by number; null: holds nothing
  Bounds bounds_;
  std::size_t memory_bytes_{0};
  std::int64_t load_ns_{0};
  std::unique_ptr<OnDemand> on_demand_;  // null: everything is there
};

using RoadMapPtr = std::shared_ptr<const RoadMap>;

}  // namespace stepscope
