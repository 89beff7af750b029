#pragma once

#include <cmath>
#include <numbers>

#include "core/base/random.h"
#include "core/map/road_map.h"

namespace stepscope::test {

inline std::vector<Point2> ring(Point2 centre, double radius, int corners, double phase) {
  std::vector<Point2> out;
  for (int i = 0; i <= corners; ++i) {
    const double angle = phase + 2.0 * std::numbers::pi * (i % corners) / corners;
    out.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
  return out;
}

// Some 400 m × 400 m about `middle` with objects of every layer that rasters draw, among them polygons with holes and
// of several parts, polygons that overlap, one larger than any picture, and a connector whose line has one vertex.
// Lanes are in roadblocks 900 … 904, connectors in 910 … 914; two in three have a speed limit.
inline RoadMapPtr made_up_map(Point2 middle) {
  Random random(3);
  const auto somewhere = [&] {
    return Point2{middle.x + random.uniform(-200.0, 200.0), middle.y + random.uniform(-200.0, 200.0)};
  };
  const auto line = [&] {
    std::vector<Point2> points{somewhere()};
    for (int i = 0; i < 6; ++i)
      points.push_back({points.back().x + random.uniform(-12.0, 12.0), points.back().y + random.uniform(-12.0, 12.0)});
    return points;
  };
  const auto area = [&](double largest) {
    const Point2 at = somewhere();
    const double radius = random.uniform(1.0, largest);
    Polygon first{ring(at, radius, 7, random.uniform(0.0, 6.0)), {ring(at, radius / 2.0, 5, 0.3)}};
    return Area({first, Polygon{ring(somewhere(), radius / 3.0, 4, 0.1), {}}});
  };
  RoadMapContent content;
  content.file = "made-up.gpkg";
  const auto limit = [](FeatureId id) {
    return id % 3 == 0 ? std::optional<double>() : static_cast<double>(id % 7) + 5.0;
  };
  for (FeatureId k = 0; k < 5; ++k) {
    content.roadblocks.push_back({.id = 900 + k});
    content.roadblock_connectors.push_back({.id = 910 + k, .connector = true});
  }
  for (FeatureId id = 1; id <= 60; ++id)
    content.lanes.push_back({.id = id,
                             .roadblock = 900 + id % 5,
                             .area = area(20.0),
                             .baseline = Polyline(line()),
                             .speed_limit_mps = limit(id)});
  for (FeatureId id = 101; id <= 160; ++id) {
    const auto points = line();
    content.lane_connectors.push_back({.id = id,
                                       .kind = SegmentKind::kLaneConnector,
                                       .roadblock = 910 + id % 5,
                                       .area = area(8.0),
                                       .baseline = Polyline(points),
                                       .layer_line = points,
                                       .speed_limit_mps = limit(id)});
  }
  content.lane_connectors.back().layer_line.resize(1);
  content.lanes.back().area = Area({Polygon{ring(middle, 1500.0, 9, 0.5), {ring(middle, 90.0, 8, 0.0)}}});
  for (FeatureId id = 201; id <= 220; ++id) {
    content.stop_lines.push_back({.id = id, .area = area(4.0)});
    content.crosswalks.push_back({.id = id, .area = area(9.0)});
    content.intersections.push_back({.id = id, .area = area(25.0)});
  }
  return RoadMap::build(std::move(content)).value();
}

}  // namespace stepscope::test
