#include "core/features/raster_parameters.h"

#include <gtest/gtest.h>

#include <limits>

namespace stepscope {
namespace {

TEST(RasterParameters, DefaultsCanBeDrawn) { EXPECT_TRUE(check({}).ok()); }

TEST(RasterParameters, ErrorsNameTheField) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const struct {
    RasterParameters parameters;
    const char* field;
  } cases[] = {
      {{.size_px = 0}, "size"},
      {{.size_px = 5000}, "size"},
      {{.metres_per_pixel = 0.0}, "resolution"},
      {{.metres_per_pixel = std::numeric_limits<double>::quiet_NaN()}, "resolution"},
      {{.road_map = {{MapLayer::kBoundaries, 1.0F}}}, "road map layers"},
      {{.road_map = {{MapLayer::kLane, nan}}}, "road map layers"},
      {{.baseline_paths = {MapLayer::kCrosswalk}}, "baseline path layers"},
      {{.agent_colour = nan}, "colours"},
      {{.speed_scale = nan}, "colours"},
      {{.channels = {}}, "channels"},
      {{.channels = {RasterChannel::kRoute, RasterChannel::kEgo, RasterChannel::kRoute}}, "channels"},
  };
  for (const auto& c : cases) {
    const Status status = check(c.parameters);
    ASSERT_FALSE(status.ok()) << c.field;
    EXPECT_EQ(status.error().field, c.field);
    EXPECT_FALSE(status.error().reason.empty());
  }
}

}  // namespace
}  // namespace stepscope
