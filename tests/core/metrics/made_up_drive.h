#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/metrics/closed_loop_metrics.h"

namespace stepscope::test {

inline Area ring(std::vector<Point2> points) {
  points.push_back(points.front());
  return Area({Polygon{std::move(points), {}}});
}
inline Area rectangle(double x1, double y1, double x2, double y2) {
  return ring({{x1, y1}, {x2, y1}, {x2, y2}, {x1, y2}});
}

//   y                     intersection
//   8 ┌───────────────┐┌──────────────┐┌───────────────┐  road ends
//   6                          . - ' ─ ───────────────
//   2 ─────────────────── . - '  22  . ─  lane 3, 8 m/s
//   0    lane 1, 10 m/s  ─────  21  ───   lane 2, 8 m/s
//  −2 ───────────────────────────────────────────────
//  −4 └───────────────┘└──────────────┘└───────────────┘  road ends
//     0               100            120              220  x
inline RoadMapContent fork() {
  const auto lane = [](FeatureId id, double x, double y, FeatureId block, double limit) {
    return LaneSegment{.id = id,
                       .kind = SegmentKind::kLane,
                       .roadblock = block,
                       .area = rectangle(x, y - 2, x + 100, y + 2),
                       .baseline = Polyline({{x, y}, {x + 100, y}}),
                       .baseline_id = id + 1000,
                       .speed_limit_mps = limit};
  };
  const auto connector = [](FeatureId id, FeatureId to, double y) {
    return LaneSegment{.id = id,
                       .kind = SegmentKind::kLaneConnector,
                       .roadblock = 40,
                       .area = ring({{100, -2}, {120, y - 2}, {120, y + 2}, {100, 2}}),
                       .baseline = Polyline({{100, 0}, {120, y}}),
                       .baseline_id = id + 1000,
                       .layer_line = {{100, 0}, {120, y}},
                       .exit_lane = 1,
                       .entry_lane = to};
  };
  RoadMapContent content;
  content.file = "fork.gpkg";
  content.lanes = {lane(1, 0, 0, 30, 10.0), lane(2, 120, 0, 31, 8.0), lane(3, 120, 4, 31, 8.0)};
  content.lane_connectors = {connector(22, 3, 4.0), connector(21, 2, 0.0)};
  content.roadblocks = {{.id = 30, .area = rectangle(0, -2, 100, 2)}, {.id = 31, .area = rectangle(120, -2, 220, 6)}};
  content.roadblock_connectors = {{.id = 40, .connector = true, .area = rectangle(100, -2, 120, 6)}};
  content.intersections = {{.id = 50, .area = rectangle(100, -4, 120, 8)}};
  content.road_segments = {{.id = 51, .area = rectangle(0, -4, 100, 8)},
                           {.id = 52, .area = rectangle(120, -4, 220, 8)}};
  return content;
}

inline RoadMapPtr built(RoadMapContent content) { return RoadMap::build(std::move(content)).value(); }

// A run made up step by step, every 0.1 s. Poses are those of the box centre.
struct Drive {
  RoadMapPtr map = built(fork());
  std::vector<EgoState> egos;
  std::vector<std::vector<TrackedObject>> objects;
  std::vector<EgoState> expert;

  static EgoState state(std::size_t k, const Pose2& centre, double vx) {
    EgoState ego;
    ego.time = {1'000'000'000 + static_cast<std::int64_t>(k) * 100'000};
    ego.rear_axle = moved_forward(centre, -kPacifica.rear_axle_to_centre());
    ego.vx = vx;
    return ego;
  }
  // One more sample, with these objects.
  void add(const Pose2& centre, double vx, std::vector<TrackedObject> seen = {}) {
    egos.push_back(state(egos.size(), centre, vx));
    objects.push_back(std::move(seen));
  }
  // `steps` more samples of straight driving along x; the first is where the last one was if there is one.
  void go(double speed, int steps, double y = 0.0) {
    double x = egos.empty() ? 10.0 : egos.back().centre().x;
    for (int i = 0; i < steps; ++i) {
      if (!egos.empty()) x += 0.1 * speed;
      add({x, y, 0.0}, speed);
    }
  }
  void expert_goes(double speed) {
    for (std::size_t k = 0; k <= egos.size(); ++k)
      expert.push_back(state(k, {10.0 + 0.1 * speed * static_cast<double>(k), 0.0, 0.0}, speed));
  }

  std::vector<MetricSample> samples() const {
    std::vector<MetricSample> all;
    for (std::size_t k = 0; k < egos.size(); ++k) all.push_back({.ego = egos[k], .objects = objects[k]});
    return all;
  }
  std::vector<Metric> judge() const {
    return closed_loop_metrics(*map, samples(), expert.empty() ? std::span<const EgoState>(egos) : expert);
  }
  Metric judge(std::string_view name) const {
    const std::vector<Metric> all = judge();
    const auto found = std::ranges::find(all, name, &Metric::name);
    return found == all.end() ? Metric{} : *found;
  }
};

inline TrackedObject object(std::uint64_t track, ObjectType type, const Pose2& centre, double length, double width,
                            double vx = 0.0, double vy = 0.0) {
  return {.track = {track}, .type = type, .box = {centre, length, width}, .vx = vx, .vy = vy};
}

}  // namespace stepscope::test
