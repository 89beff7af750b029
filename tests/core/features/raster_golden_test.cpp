#include <gtest/gtest.h>

#include <algorithm>

#include "core/features/raster_method.h"
#include "tests/core/features/golden_rasters.h"

namespace stepscope {
namespace {

class RasterGolden : public testing::TestWithParam<test::GoldenRasterLog> {
 protected:
  void SetUp() override {
    loaded_ = test::load(GetParam());
    ASSERT_GE(loaded_.rasters.size(), 4u);
  }

  void expect_the_references_pixels(Rasteriser& rasteriser) {
    RasterFeatures features;
    for (const test::GoldenRaster& golden : loaded_.rasters) {
      rasteriser.draw({golden.ego, loaded_.scenario->iteration(golden.iteration).objects}, features);
      ASSERT_EQ(features.values().size(), golden.halves.size());
      for (const RasterChannel channel : kReferenceChannels) {
        const auto pixels = features.channel(channel);
        const auto expected =
            golden.halves.begin() + static_cast<long>(static_cast<std::size_t>(channel) * pixels.size());
        int different = 0;
        for (std::size_t i = 0; i < pixels.size(); ++i)
          different += pixels[i] == static_cast<float>(expected[static_cast<long>(i)]) / 2.0F ? 0 : 1;
        EXPECT_EQ(different, 0) << golden.file << " " << channel_name(channel);
        EXPECT_TRUE(std::ranges::any_of(pixels, [](float value) { return value > 0.0F; })) << golden.file;
      }
    }
  }

  test::LoadedGoldenRasters loaded_;
};

TEST_P(RasterGolden, DrawnExactlyByAnyMethod) {
  using Map = RasterMethod::Map;
  using Agents = RasterMethod::Agents;
  for (const Map map : {Map::kPerStep, Map::kGathered}) {
    for (const Agents agents : {Agents::kOneByOne, Agents::kBatched}) {
      for (const bool parallel : {false, true})
        expect_the_references_pixels(
            *make_rasteriser(loaded_.scenario->map(), {}, {.map = map, .agents = agents, .parallel = parallel}));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Logs, RasterGolden, testing::ValuesIn(test::golden_raster_logs()), [](const auto& log) {
  std::string name = log.param.name;
  std::ranges::replace_if(
      name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace stepscope
