#include "core/features/canvas_map.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <numbers>

#include "core/features/raster_method.h"
#include "tests/core/features/made_up_map.h"

namespace stepscope {
namespace {

constexpr Point2 kMiddle{586000.0, 4474000.0};
constexpr double kNorth = std::numbers::pi / 2.0;

EgoState ego_with_centre(double x, double y, double heading) {
  EgoState ego;
  ego.rear_axle = moved_forward({x, y, heading}, -kPacifica.rear_axle_to_centre());
  return ego;
}

// The same moment drawn exactly and cut out.
class CanvasMapTest : public testing::Test {
 protected:
  double share_that_differs(const EgoState& ego, RasterChannel channel) {
    exact_->draw({ego, {}}, expected_);
    canvas_->draw({ego, {}}, got_);
    const auto a = expected_.channel(channel), b = got_.channel(channel);
    std::size_t different = 0;
    for (std::size_t i = 0; i < a.size(); ++i) different += a[i] == b[i] ? 0U : 1U;
    return static_cast<double>(different) / static_cast<double>(a.size());
  }
  bool draws_nothing(const EgoState& ego) {
    canvas_->draw({ego, {}}, got_);
    return std::ranges::all_of(got_.values(), [](float value) { return value == 0.0F; });
  }

  const std::vector<RasterChannel> channels_{RasterChannel::kRoadMap, RasterChannel::kBaselinePaths};
  RoadMapPtr map_ = test::made_up_map(kMiddle);
  std::unique_ptr<Rasteriser> exact_ = make_rasteriser(*map_, {.channels = channels_}, {});
  std::unique_ptr<Rasteriser> canvas_ =
      make_rasteriser(*map_, {.channels = channels_}, {.map = RasterMethod::Map::kCanvas});
  RasterFeatures expected_, got_;
};

// What stands as the map stands is cut out pixel by pixel. What differs are lines at the border, whose pixels move when
// they are cut there, and baselines of lanes whose polygons are outside.
TEST_F(CanvasMapTest, IsNearlyExactWhereNothingIsTurned) {
  const EgoState ego = ego_with_centre(kMiddle.x + 60.0, kMiddle.y + 20.0, kNorth);
  for (const RasterChannel channel : channels_)
    EXPECT_LT(share_that_differs(ego, channel), channel == RasterChannel::kBaselinePaths ? 0.01 : 0.001)
        << channel_name(channel);
}

// Later pictures move and turn over the part that is drawn, and over several of them.
TEST_F(CanvasMapTest, StaysNearTheExactPicture) {
  Random random(4);
  double sum = 0.0;
  for (int i = 0; i < 100; ++i)
    sum += share_that_differs(
        ego_with_centre(kMiddle.x - 150.0 + 3.0 * i, kMiddle.y + random.uniform(-3.0, 3.0), 0.06 * i),
        i % 2 == 0 ? RasterChannel::kRoadMap : RasterChannel::kBaselinePaths);
  EXPECT_LT(sum / 100.0, 0.06);
  EXPECT_GT(sum, 0.0);
}

TEST_F(CanvasMapTest, LeavesChannelsThatShowLittleExact) {
  const std::vector<RasterChannel> channels{RasterChannel::kRoute, RasterChannel::kSpeedLimit};
  exact_ = make_rasteriser(*map_, {.channels = channels}, {});
  canvas_ = make_rasteriser(*map_, {.channels = channels}, {.map = RasterMethod::Map::kCanvas});
  exact_->set_route(std::vector<std::string>{"901", "912"});
  canvas_->set_route(std::vector<std::string>{"901", "912"});
  for (const RasterChannel channel : channels)
    EXPECT_EQ(share_that_differs(ego_with_centre(kMiddle.x, kMiddle.y, 0.4), channel), 0.0);
  EXPECT_FALSE(draws_nothing(ego_with_centre(kMiddle.x, kMiddle.y, 0.4)));
}

TEST_F(CanvasMapTest, DrawsNothingWhereThereIsNothing) {
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  EXPECT_FALSE(draws_nothing(ego_with_centre(kMiddle.x, kMiddle.y, 0.3)));
  EXPECT_TRUE(draws_nothing(ego_with_centre(nan, nan, nan)));
  EXPECT_TRUE(draws_nothing(ego_with_centre(kMiddle.x, kMiddle.y, nan)));
  EXPECT_TRUE(draws_nothing(ego_with_centre(kMiddle.x, infinity, 0.3)));
  EXPECT_TRUE(draws_nothing(ego_with_centre(1e300, -1e300, 0.3)));
  EXPECT_TRUE(draws_nothing(ego_with_centre(kMiddle.x + 9000.0, kMiddle.y, 0.3)));
  EXPECT_FALSE(draws_nothing(ego_with_centre(kMiddle.x, kMiddle.y, 0.3)));
}

// Smallest, odd, other resolutions; turned at will. Wherever the picture lies, it is inside what is drawn.
TEST(CanvasMap, HasAnySize) {
  const RoadMapPtr map = test::made_up_map(kMiddle);
  Random random(8);
  for (const int size : {1, 2, 3, 97, 224, 301}) {
    for (const double resolution : {0.1, 0.5, 3.0}) {
      const RasterParameters parameters{.size_px = size, .metres_per_pixel = resolution};
      CanvasMap canvas(ChannelShapes(*map, parameters, RasterChannel::kRoadMap));
      std::vector<float> pixels(static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
      std::size_t drawn = 0;
      for (int i = 0; i < 20; ++i) {
        std::ranges::fill(pixels, -1.0F);
        canvas.draw({ego_with_centre(kMiddle.x + random.uniform(-90.0, 90.0), kMiddle.y + random.uniform(-90.0, 90.0),
                                     random.uniform(-4.0, 4.0)),
                     {}},
                    RasterCanvas(pixels, size));
        EXPECT_EQ(std::ranges::count(pixels, -1.0F), 0);
        drawn += std::ranges::count(pixels, 0.0F) < std::ssize(pixels) ? 1U : 0U;
      }
      EXPECT_GT(drawn, 0U) << size << " pixels of " << resolution << " m";
    }
  }
}

TEST(CanvasMap, KeepsOnePartOfTheMap) {
  const RoadMapPtr map = test::made_up_map(kMiddle);
  CanvasMap canvas(ChannelShapes(*map, {}, RasterChannel::kRoadMap));
  std::vector<float> pixels(224UL * 224UL);
  std::size_t drawn = 0;
  for (int i = 0; i < 400; ++i) {
    const EgoState ego = ego_with_centre(kMiddle.x - 200.0 + i, kMiddle.y, 0.01 * i);
    drawn += canvas.draw({ego, {}}, RasterCanvas(pixels, 224)) > 0 ? 1 : 0;
    EXPECT_LE(canvas.memory_bytes(), 1'200'000U);
  }
  EXPECT_GE(drawn, 4U);  // some 50 m to every side of a step's picture
  EXPECT_LE(drawn, 10U);
}

}  // namespace
}  // namespace stepscope
