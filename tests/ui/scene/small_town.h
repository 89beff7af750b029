#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/map/road_map.h"
#include "core/world/step_frame.h"

namespace stepscope::test {

inline std::vector<Point2> rectangle_ring(double x0, double y0, double x1, double y1) {
  return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}};
}
inline Area rectangle(double x0, double y0, double x1, double y1) {
  return Area({Polygon{rectangle_ring(x0, y0, x1, y1), {}}});
}

// A street to the east, 40 m of lane, 20 m of junction, 40 m of lane, 4 m wide, with all there is at a junction:
//
//   y 4  ┌─────────────┬───────┬─────────────┐
//        │   lane 1  ▒ │ conn. │   lane 2    │      ▒ crosswalk 30 at x 33 … 37, stop line 20 at x 38 … 39
//   y 0  └─────────────┴───────┴─────────────┘
//        x 0         40       60           100        everything shifted by `origin`
inline RoadMapContent small_town(Point2 origin = {0.0, 0.0}) {
  const double x = origin.x, y = origin.y;
  const auto piece = [&](FeatureId id, SegmentKind kind, FeatureId block, double from, double to) {
    LaneSegment segment;
    segment.id = id;
    segment.kind = kind;
    segment.roadblock = block;
    segment.area = rectangle(x + from, y, x + to, y + 4);
    segment.baseline = Polyline({{x + from, y + 2}, {x + to, y + 2}});
    segment.speed_limit_mps = 10.0;
    return segment;
  };
  RoadMapContent content;
  content.location = "small-town";
  content.version = "1";
  content.file = "small_town";
  content.lanes = {piece(1, SegmentKind::kLane, 101, 0, 40), piece(2, SegmentKind::kLane, 102, 60, 100)};
  LaneSegment connector = piece(3, SegmentKind::kLaneConnector, 103, 40, 60);
  connector.layer_line = {{x + 40, y + 2}, {x + 60, y + 2}};
  connector.stop_line_candidates = {20};
  connector.intersection = 40;
  connector.exit_lane = 1;
  connector.entry_lane = 2;
  content.lane_connectors = {connector};
  content.lanes[0].left_boundary = 0;
  content.lanes[0].right_boundary = 1;
  content.boundaries = {{201, Polyline({{x, y + 4}, {x + 40, y + 4}}), 0}, {202, Polyline({{x, y}, {x + 40, y}}), 2}};
  const auto block = [&](FeatureId id, double from, double to, bool is_connector) {
    Roadblock b;
    b.id = id;
    b.connector = is_connector;
    b.area = rectangle(x + from, y, x + to, y + 4);
    return b;
  };
  content.roadblocks = {block(101, 0, 40, false), block(102, 60, 100, false)};
  content.roadblock_connectors = {block(103, 40, 60, true)};
  content.stop_lines = {{20, rectangle(x + 38, y, x + 39, y + 4), StopLineType::kTrafficLight}};
  content.intersections = {{40, rectangle(x + 40, y - 2, x + 60, y + 6)}};
  content.crosswalks = {{30, rectangle(x + 33, y, x + 37, y + 4)}};
  content.walkways = {{50, rectangle(x, y + 4, x + 40, y + 7)}};
  content.carpark_areas = {{60, rectangle(x + 70, y + 4, x + 90, y + 14)}};
  content.road_segments = {{70, rectangle(x, y - 1, x + 100, y + 5)}};
  return content;
}

inline TrackedObject object_at(std::uint64_t track, ObjectType type, Pose2 centre, double length, double width) {
  TrackedObject object;
  object.track = {track};
  object.type = type;
  object.box = {centre, length, width};
  return object;
}

// A frame that owns what its spans point to.
struct OwnedFrame {
  std::vector<TrackedObject> objects;
  std::vector<TrafficLightStatus> lights;
  StepFrame frame;

  // As the simulation hands frames over. The returned pointer keeps the owner.
  static FramePtr share(OwnedFrame owned) {
    auto owner = std::make_shared<OwnedFrame>(std::move(owned));
    owner->frame.objects = owner->objects;
    owner->frame.lights = owner->lights;
    return {owner, &owner->frame};
  }
};

// Ego at (x, y + 2) of the street heading east at `speed`, a plan of 4 s straight on, one object of each type.
inline OwnedFrame street_frame(int step, Point2 ego, double speed = 10.0) {
  OwnedFrame owned;
  owned.frame.step = step;
  owned.frame.time = {step * std::int64_t{100'000}};
  owned.frame.ego.time = owned.frame.time;
  owned.frame.ego.rear_axle = {ego.x, ego.y, 0.0};
  owned.frame.ego.vx = speed;
  for (int i = 0; i <= 8; ++i)
    owned.frame.trajectory.append({.time = {owned.frame.time.us + i * std::int64_t{500'000}},
                                   .rear_axle = {ego.x + 0.5 * i * speed, ego.y, 0.0},
                                   .vx = speed});
  return owned;
}

}  // namespace stepscope::test
