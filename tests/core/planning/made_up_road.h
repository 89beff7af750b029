#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/map/road_map.h"

namespace stepscope::test {

// A straight road along +x that a test makes up: blocks of parallel lanes, 50 m long and 4 m wide, lane 0 at y = 0,
// lane 1 at y = 4 …; between block b and b + 1 a junction of 20 m with lane connectors. Block b begins at x = 70·b.
class MadeUpRoad {
 public:
  static constexpr double kBlock = 50.0, kJunction = 20.0, kLaneWidth = 4.0;

  static FeatureId roadblock(int block) { return 100 + block; }
  static FeatureId junction(int block) { return 200 + block; }  // after that block
  static FeatureId lane(int block, int lane) { return 1000 + 10 * block + lane; }
  static FeatureId connector(int block, int from, int to) { return 5000 + 100 * block + 10 * from + to; }

  void add_block(int block, int lanes) {
    content_.roadblocks.push_back({.id = roadblock(block)});
    for (int i = 0; i < lanes; ++i) {
      const double y = kLaneWidth * i, x = (kBlock + kJunction) * block;
      content_.lanes.push_back({.id = lane(block, i),
                                .kind = SegmentKind::kLane,
                                .roadblock = roadblock(block),
                                .area = strip({x, y}, {x + kBlock, y}),
                                .baseline = Polyline(points({x, y}, {x + kBlock, y})),
                                .baseline_id = 1,
                                .speed_limit_mps = speed_limit});
    }
  }
  // From lane `from` of the block to lane `to` of the next.
  void connect(int block, int from, int to) {
    if (content_.roadblock_connectors.empty() || content_.roadblock_connectors.back().id != junction(block))
      content_.roadblock_connectors.push_back({.id = junction(block), .connector = true});
    const double x = (kBlock + kJunction) * block + kBlock;
    const Point2 begin{x, kLaneWidth * from}, end{x + kJunction, kLaneWidth * to};
    content_.lane_connectors.push_back({.id = connector(block, from, to),
                                        .kind = SegmentKind::kLaneConnector,
                                        .roadblock = junction(block),
                                        .area = strip(begin, end),
                                        .baseline = Polyline(points(begin, end)),
                                        .baseline_id = 1,
                                        .layer_line = points(begin, end),
                                        .speed_limit_mps = speed_limit,
                                        .exit_lane = lane(block, from),
                                        .entry_lane = lane(block + 1, to)});
  }
  RoadMapContent& content() { return content_; }
  RoadMapPtr build() const {
    RoadMapContent content = content_;
    content.location = "made-up";
    content.file = "made-up.gpkg";
    auto map = RoadMap::build(std::move(content));
    EXPECT_TRUE(map.ok());
    return map.value();
  }
  // Blocks and the junctions between them, in driving order.
  static std::vector<std::string> route(int blocks) {
    std::vector<std::string> ids;
    for (int block = 0; block < blocks; ++block) {
      if (block > 0) ids.push_back(std::to_string(junction(block - 1)));
      ids.push_back(std::to_string(roadblock(block)));
    }
    return ids;
  }

  std::optional<double> speed_limit{12.0};  // m/s, of what is added from now on

 private:
  static std::vector<Point2> points(Point2 begin, Point2 end) {
    constexpr int kPieces = 10;
    std::vector<Point2> out;
    for (int i = 0; i <= kPieces; ++i) out.push_back(begin + (static_cast<double>(i) / kPieces) * (end - begin));
    return out;
  }
  static Area strip(Point2 a, Point2 b) {
    const Point2 up{0.0, kLaneWidth / 2.0};
    return Area({Polygon{{a - up, b - up, b + up, a + up, a - up}, {}}});
  }

  RoadMapContent content_;
};

// One lane, straight on.
inline MadeUpRoad single_lane_road(int blocks, std::optional<double> speed_limit = 12.0) {
  MadeUpRoad road;
  road.speed_limit = speed_limit;
  for (int block = 0; block < blocks; ++block) road.add_block(block, 1);
  for (int block = 0; block + 1 < blocks; ++block) road.connect(block, 0, 0);
  return road;
}

}  // namespace stepscope::test
