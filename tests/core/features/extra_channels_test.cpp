#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "core/features/raster_method.h"
#include "tests/core/features/made_up_map.h"

namespace stepscope {
namespace {

constexpr Point2 kMiddle{586000.0, 4474000.0};

Area square_at(double x, double y, double half) {
  return Area({Polygon{{{kMiddle.x + x - half, kMiddle.y + y - half},
                        {kMiddle.x + x + half, kMiddle.y + y - half},
                        {kMiddle.x + x + half, kMiddle.y + y + half},
                        {kMiddle.x + x - half, kMiddle.y + y + half},
                        {kMiddle.x + x - half, kMiddle.y + y - half}},
                       {}}});
}

std::vector<Point2> line_at(double x, double y) {
  return {{kMiddle.x + x - 4.0, kMiddle.y + y}, {kMiddle.x + x + 4.0, kMiddle.y + y}};
}

// Squares of 10 m, north up, with the ego's centre in the middle and its heading to the north:
//   lane 1 (roadblock 10, 8 m/s) at (−20, 20)      lane 2 (roadblock 11, no limit) at (20, 20)
//   connector 3 (roadblock connector 12, 15 m/s) at (20, −20)
RoadMapPtr three_squares() {
  RoadMapContent content;
  content.roadblocks = {{.id = 10}, {.id = 11}};
  content.roadblock_connectors = {{.id = 12, .connector = true}};
  content.lanes.push_back({.id = 1,
                           .roadblock = 10,
                           .area = square_at(-20.0, 20.0, 5.0),
                           .baseline = Polyline(line_at(-20.0, 20.0)),
                           .speed_limit_mps = 8.0});
  content.lanes.push_back(
      {.id = 2, .roadblock = 11, .area = square_at(20.0, 20.0, 5.0), .baseline = Polyline(line_at(20.0, 20.0))});
  content.lane_connectors.push_back({.id = 3,
                                     .kind = SegmentKind::kLaneConnector,
                                     .roadblock = 12,
                                     .area = square_at(20.0, -20.0, 5.0),
                                     .baseline = Polyline(line_at(20.0, -20.0)),
                                     .layer_line = line_at(20.0, -20.0),
                                     .speed_limit_mps = 15.0});
  return RoadMap::build(std::move(content)).value();
}

// One channel around (0, 0), 100 × 100 pixels of 1 m.
class ExtraChannel : public testing::Test {
 protected:
  void draw(RasterChannel channel, const std::vector<std::string>& route,
            std::span<const TrafficLightStatus> lights = {}) {
    const RasterParameters parameters{.size_px = 100, .metres_per_pixel = 1.0, .channels = {channel}};
    ASSERT_TRUE(check(parameters).ok());
    const auto rasteriser = make_rasteriser(*map_, parameters, {});
    rasteriser->set_route(route);
    EgoState ego;
    ego.rear_axle = {kMiddle.x, kMiddle.y - kPacifica.rear_axle_to_centre(), 1.5707963267948966};
    ego.vx = 6.0;
    ego.vy = -8.0;
    rasteriser->draw({.ego = ego, .objects = {}, .lights = lights}, features_);
  }
  float at(int x, int y) const { return features_.values()[static_cast<std::size_t>((49 - y) * 100 + 50 + x)]; }
  std::ptrdiff_t drawn() const {
    return std::ranges::count_if(features_.values(), [](float value) { return value != 0.0F; });
  }

  RoadMapPtr map_ = three_squares();
  RasterFeatures features_;
};

TEST_F(ExtraChannel, RouteShowsLanesAndConnectorsOfItsRoadblocks) {
  draw(RasterChannel::kRoute, {"10", "12"});
  EXPECT_EQ(at(-20, 20), 1.0F);
  EXPECT_EQ(at(20, -20), 1.0F);
  EXPECT_EQ(at(20, 20), 0.0F);
  EXPECT_NEAR(static_cast<double>(drawn()), 2.0 * 121.0, 30.0);  // outlines come with areas
}

TEST_F(ExtraChannel, RouteIsEmptyWithoutOneAndOnlyHasWhatTheMapHas) {
  draw(RasterChannel::kRoute, {});
  EXPECT_EQ(drawn(), 0);
  draw(RasterChannel::kRoute, {"13", "", "10x", "99999999999999999999"});
  EXPECT_EQ(drawn(), 0);
  draw(RasterChannel::kRoute, {"13", "11"});
  EXPECT_EQ(at(20, 20), 1.0F);
}

TEST_F(ExtraChannel, SpeedLimitIsThatOfTheRoute) {
  draw(RasterChannel::kSpeedLimit, {"10", "11", "12"});
  EXPECT_FLOAT_EQ(at(-20, 20), 0.8F);
  EXPECT_FLOAT_EQ(at(20, -20), 1.5F);
  EXPECT_EQ(at(20, 20), 0.0F);  // none known
  draw(RasterChannel::kSpeedLimit, {"12"});
  EXPECT_EQ(at(-20, 20), 0.0F);
}

TEST_F(ExtraChannel, RedLightsShowBaselinesOfTheirConnectors) {
  using enum LightColour;
  draw(RasterChannel::kRedLights, {}, std::vector<TrafficLightStatus>{{3, kGreen}, {3, kUnknown}, {1, kRed}});
  EXPECT_EQ(drawn(), 0);
  draw(RasterChannel::kRedLights, {}, std::vector<TrafficLightStatus>{{7, kRed}, {3, kGreen}, {3, kRed}});
  EXPECT_EQ(at(20, -20), 1.0F);
  EXPECT_NEAR(static_cast<double>(drawn()), 9.0, 1.0);  // 8 m
}

TEST_F(ExtraChannel, EgoSpeedFillsThePicture) {
  draw(RasterChannel::kEgoSpeed, {});
  EXPECT_EQ(drawn(), 10000);
  EXPECT_FLOAT_EQ(at(0, 0), 1.0F);  // 10 m/s
}

}  // namespace
}  // namespace stepscope
