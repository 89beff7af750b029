#pragma once

#include <cstdint>
#include <vector>

#include "core/synthesis/street_plan.h"

namespace stepscope::synthesis {

// Numbers of boundary_type_fid.
enum class LineKind { kDashed = 0, kSolid = 2, kVirtual = 3 };
// Numbers of intersection_type_fid.
enum class IntersectionKind { kSignal = 1, kStopSign = 2, kBranch = 3 };
// Numbers of stop_polygon_type_fid.
enum class StopKind { kStopSign = 1, kTrafficLight = 2, kTurnStop = 3 };

using Ring = std::vector<Point2>;  // closed: first point repeated last

struct Boundary {
  std::int64_t id{0};
  std::vector<Point2> points;
  LineKind kind{LineKind::kVirtual};
};

// Where a path crosses a crosswalk.
struct Crossing {
  int crosswalk{0};
  double begin{0.0}, end{0.0};  // stations of the path on the striped area
  double across{0.0};           // distance from the crosswalk's start to the path
};

// A lane or a lane connector.
struct CitySegment {
  std::int64_t id{0}, baseline_id{0}, area_id{0};
  int direction{-1};  // lanes: index in StreetPlan::directions
  int group{0};       // lanes: index in City::roadblocks, connectors: in City::links
  int lane_index{0};  // lanes: 0 = leftmost
  Course course;
  double width_from{0.0}, width_to{0.0};
  int left{0}, right{0};        // indices in City::boundaries
  double speed_limit{0.0};      // as signed
  double speed{0.0};            // what the bends allow, never above the limit
  std::vector<int> successors;  // indices in City::segments

  int intersection{-1};  // connectors only, as below; −1 marks a lane
  int from{-1}, to{-1};  // lanes
  Turn turn{Turn::kStraight};
  int stop_line{-1};
  int junction{-1};  // index in StreetPlan::junctions; −1 where a turn lane branches off
  std::vector<Crossing> crossings;

  bool is_connector() const { return intersection >= 0; }
};

struct CityRoadblock {
  std::int64_t id{0}, from_edge{0}, to_edge{0};
  int direction{0};
  std::vector<int> lanes;  // left to right
};

struct RoadblockConnector {
  std::int64_t id{0};
  int intersection{0}, from{0}, to{0};  // from, to: roadblocks
  std::vector<int> connectors;          // left to right
};

struct Intersection {
  std::int64_t id{0};
  IntersectionKind kind{IntersectionKind::kSignal};
  int junction{-1};  // −1 for a branch
  Ring ring;
};

struct CityStopLine {
  std::int64_t id{0}, light_id{0};  // light_id 0 at stop signs
  StopKind kind{StopKind::kTrafficLight};
  Ring ring;
  int lane{0};
  std::vector<int> connectors;
  int crosswalk{-1};
  Pose2 light;  // of the lamp, facing the traffic it stops
};

struct Crosswalk {
  std::int64_t id{0};
  int junction{0};
  int leaving{0};     // direction that leaves the junction through it
  Point2 start, end;  // its middle line, from the right-hand kerb of `leaving` to the left-hand one
  double width{3.5};
  Ring ring;
};

struct PlainArea {
  std::int64_t id{0};
  Ring ring;
};

struct RoadSegment {
  std::int64_t id{0};
  Ring ring;
  std::vector<int> roadblocks;
};

struct CarPark {
  std::int64_t id{0};
  Ring ring;
  double heading{0.0};
  std::vector<Pose2> bays;  // middle of each parking bay
};

struct NodeMark {  // a row of dubins_nodes
  std::int64_t id{0};
  Pose2 pose;
};

// Everything the map holds, in local metres. Objects refer to each other by index; ids are unique over all layers.
struct City {
  StreetPlan plan;
  std::vector<CitySegment> segments;
  std::vector<Boundary> boundaries;
  std::vector<CityRoadblock> roadblocks;
  std::vector<RoadblockConnector> links;
  std::vector<Intersection> intersections;
  std::vector<CityStopLine> stop_lines;
  std::vector<Crosswalk> crosswalks;
  std::vector<PlainArea> walkways;
  std::vector<PlainArea> strips;
  std::vector<RoadSegment> road_segments;
  std::vector<CarPark> car_parks;
  std::vector<NodeMark> node_marks;

  std::vector<std::vector<int>> blocks_of;  // per direction: its roadblocks in driving order
  std::int64_t last_id{20000};

  std::int64_t new_id() { return ++last_id; }
};

// The whole map of a seed.
City build_city(std::uint64_t seed);

// Parts of build_city, in this order.
void build_lanes(City& city);      // roadblocks and the branches of turn lanes
void build_junctions(City& city);  // connectors, intersections, crosswalks, stop lines
void build_ground(City& city);     // walkways, strips, road segments, car parks

// Adds a connector between two lanes with its boundaries. `course` begins and ends exactly where the lanes end and
// begin.
int add_connector(City& city, int from, int to, Course course, int intersection, int link);

// A closed ring out of the left side and the right side of something, both in driving direction.
Ring ring_between(const std::vector<Point2>& left, const std::vector<Point2>& right);

}  // namespace stepscope::synthesis
