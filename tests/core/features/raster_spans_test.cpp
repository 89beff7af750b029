#include <gtest/gtest.h>

#include <algorithm>

#include "core/features/raster_method.h"
#include "core/probe/span.h"
#include "tests/core/features/made_up_map.h"

namespace stepscope {
namespace {

constexpr Point2 kMiddle{586000.0, 4474000.0};

class RasterSpans : public testing::Test {
 protected:
  StepTiming step_with(const RasterMethod& method, const RasterParameters& parameters = {}) {
    const auto rasteriser = make_rasteriser(*map_, parameters, method);
    EgoState ego;
    ego.rear_axle = {kMiddle.x, kMiddle.y, 0.3};
    const std::vector<TrackedObject> objects{{.box = {ego.rear_axle, 4.0, 2.0}}};
    RasterFeatures features;
    probe_.begin_step();
    rasteriser->draw({ego, objects}, features);
    return probe_.end_step();
  }
  std::ptrdiff_t count(Stage stage) const { return std::ranges::count(probe_.spans(), stage, &SpanRecord::stage); }

  RoadMapPtr map_ = test::made_up_map(kMiddle);
  ManualClock clock_;
  StepProbe probe_{clock_};
};

TEST_F(RasterSpans, OneAChannelAndInItOneForItsOutlines) {
  for (const auto map : {RasterMethod::Map::kPerStep, RasterMethod::Map::kGathered, RasterMethod::Map::kCanvas}) {
    for (const auto agents : {RasterMethod::Agents::kOneByOne, RasterMethod::Agents::kBatched}) {
      step_with({.map = map, .agents = agents});
      EXPECT_EQ(probe_.spans().size(), 8U);  // the step, four channels, outlines of all but the ego
      for (const Stage stage :
           {Stage::kFeatureMap, Stage::kFeatureAgents, Stage::kFeatureEgo, Stage::kFeatureBaselines})
        EXPECT_EQ(count(stage), 1) << stage_title(stage);
      for (const SpanRecord& span : probe_.spans())
        EXPECT_NE(span.stage == Stage::kFeatureCoordinates, span.parent == 0 || span.parent == -1);
    }
  }
}

TEST_F(RasterSpans, ExtraChannelsBelongToTheirKind) {
  using enum RasterChannel;
  step_with({}, {.channels = {kRoute, kEgoSpeed, kPastAgents, kRedLights, kSpeedLimit}});
  EXPECT_EQ(count(Stage::kFeatureMap), 3);
  EXPECT_EQ(count(Stage::kFeatureEgo), 1);
  EXPECT_EQ(count(Stage::kFeatureAgents), 1);
  EXPECT_EQ(count(Stage::kFeatureBaselines), 0);
}

TEST_F(RasterSpans, CountersAreEqualForAllExactMethods) {
  const StepCounters counters = step_with({}).counters;
  EXPECT_EQ(counters.raster_pixels, 4 * 224 * 224);
  EXPECT_GT(counters.map_objects, 10);
  for (const auto map : {RasterMethod::Map::kPerStep, RasterMethod::Map::kGathered}) {
    for (const bool parallel : {false, true})
      EXPECT_EQ(step_with({.map = map, .parallel = parallel}).counters.map_objects, counters.map_objects);
  }
}

// What the other thread draws is not there; every span that is there is closed and inside the step.
TEST_F(RasterSpans, OfTwoThreadsShowTheCallers) {
  for (int i = 0; i < 50; ++i) {
    step_with({.parallel = true});
    EXPECT_LE(probe_.spans().size(), 9U);  // at most one more: the wait
    EXPECT_EQ(probe_.depth(), 0);
  }
}

}  // namespace
}  // namespace stepscope
