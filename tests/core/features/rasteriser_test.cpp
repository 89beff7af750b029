#include "core/features/rasteriser.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/features/fast_rasteriser.h"
#include "core/features/parallel_rasteriser.h"
#include "core/features/plain_rasteriser.h"
#include "core/probe/allocations.h"
#include "tests/core/features/made_up_map.h"

namespace stepscope {
namespace {

constexpr Point2 kMiddle{586000.0, 4474000.0};

std::vector<TrackedObject> crowd(Random& random, const Pose2& about) {
  std::vector<TrackedObject> objects;
  for (int i = 0; i < 40; ++i)
    objects.push_back({.box = {{about.x + random.uniform(-80.0, 80.0), about.y + random.uniform(-80.0, 80.0),
                                random.uniform(-4.0, 4.0)},
                               random.uniform(0.0, 12.0),
                               random.uniform(0.0, 3.0)}});
  return objects;
}

EgoState ego_at(double x, double y, double heading) {
  EgoState ego;
  ego.rear_axle = {x, y, heading};
  return ego;
}

// Anywhere: on the made-up map, at its edges, far off it, in both hemispheres' northings, turned at will.
void expect_equal_pictures(const RasterParameters& parameters, std::uint64_t seed) {
  const RoadMapPtr map = test::made_up_map(kMiddle);
  PlainRasteriser plain(*map, parameters);
  FastRasteriser fast(*map, parameters);
  ParallelRasteriser parallel(*map, parameters);
  Random random(seed);
  RasterFeatures expected, got, got_in_parallel;
  int drawn = 0;
  for (int i = 0; i < 60; ++i) {
    const double reach = i % 10 == 9 ? 5000.0 : 300.0;
    const EgoState ego = ego_at(kMiddle.x + random.uniform(-reach, reach), kMiddle.y + random.uniform(-reach, reach),
                                random.uniform(-7.0, 7.0));
    const auto objects = crowd(random, ego.rear_axle);
    plain.draw({ego, objects}, expected);
    fast.draw({ego, objects}, got);
    parallel.draw({ego, objects}, got_in_parallel);
    ASSERT_TRUE(std::ranges::equal(got_in_parallel.values(), got.values()));
    for (const RasterChannel channel : kReferenceChannels) {
      ASSERT_TRUE(std::ranges::equal(got.channel(channel), expected.channel(channel)))
          << channel_name(channel) << " at " << ego.rear_axle.x << ", " << ego.rear_axle.y;
      drawn += std::ranges::any_of(expected.channel(channel), [](float value) { return value != 0.0F; }) ? 1 : 0;
    }
  }
  EXPECT_GT(drawn, 150);  // of 240 pictures
}

TEST(Rasteriser, AllDrawWhatThePlainOneDraws) { expect_equal_pictures({}, 1); }

TEST(Rasteriser, AllDrawWhatThePlainOneDrawsWithOtherParameters) {
  expect_equal_pictures({.size_px = 97,
                         .metres_per_pixel = 0.8,
                         .road_map = {{MapLayer::kLaneConnector, -2.0F}, {MapLayer::kCrosswalk, 0.25F}},
                         .baseline_paths = {MapLayer::kLaneConnector},
                         .ego_colour = 3.0F,
                         .agent_colour = 0.5F,
                         .baseline_colour = 7.0F},
                        2);
}

TEST(Rasteriser, LaterLayersCoverEarlierOnes) {
  RoadMapContent content;
  const Area everywhere({Polygon{test::ring(kMiddle, 500.0, 12, 0.0), {}}});
  content.lanes.push_back({.id = 1, .area = everywhere, .baseline = Polyline({kMiddle, {kMiddle.x + 9.0, kMiddle.y}})});
  content.crosswalks.push_back({.id = 2, .area = everywhere});
  const RoadMapPtr map = RoadMap::build(std::move(content)).value();
  RasterFeatures features;
  FastRasteriser(*map, {}).draw({ego_at(kMiddle.x, kMiddle.y, 0.4), {}}, features);
  const auto road = features.channel(RasterChannel::kRoadMap);
  EXPECT_TRUE(std::ranges::all_of(road, [](float value) { return value == 0.5F; }));
}

// An object 20 m ahead and 10 m to the left of the rear axle is in row 112 − 40 and column 112 − 20, on any heading.
TEST(Rasteriser, AheadIsUpAndLeftIsLeft) {
  const RoadMapPtr map = test::made_up_map(kMiddle);
  RasterFeatures features;
  for (const double heading : {0.0, 1.0, -2.5}) {
    const double c = std::cos(heading), s = std::sin(heading);
    const std::vector<TrackedObject> objects{
        {.box = {{kMiddle.x + 20.0 * c - 10.0 * s, kMiddle.y + 20.0 * s + 10.0 * c, heading}, 1.0, 1.0}}};
    PlainRasteriser(*map, {}).draw({ego_at(kMiddle.x, kMiddle.y, heading), objects}, features);
    const auto agents = features.channel(RasterChannel::kAgents);
    EXPECT_EQ(agents[72UL * 224 + 92], 1.0F);
    EXPECT_LE(std::ranges::count(agents, 1.0F), 16);
  }
}

TEST(Rasteriser, NumbersThatAreNoneDrawNothingOfTheMap) {
  const RoadMapPtr map = test::made_up_map(kMiddle);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  RasterFeatures features;
  FastRasteriser(*map, {}).draw({ego_at(nan, nan, nan), std::vector<TrackedObject>(3)}, features);
  EXPECT_TRUE(
      std::ranges::all_of(features.channel(RasterChannel::kRoadMap), [](float value) { return value == 0.0F; }));
}

TEST(ParallelRasteriser, EndsWithoutHavingDrawn) {
  const RoadMapPtr map = test::made_up_map(kMiddle);
  for (int i = 0; i < 20; ++i) ParallelRasteriser(*map, {});
}

TEST(FastRasteriser, AllocatesNothingFromStepToStep) {
  if (!allocations_counted()) GTEST_SKIP() << "built without the counter";
  const RoadMapPtr map = test::made_up_map(kMiddle);
  FastRasteriser fast(*map, {});
  Random random(5);
  const auto objects = crowd(random, {kMiddle.x, kMiddle.y, 0.0});
  RasterFeatures features;
  const auto drive = [&] {
    for (int i = 0; i < 50; ++i) fast.draw({ego_at(kMiddle.x + i, kMiddle.y, 0.02 * i), objects}, features);
  };
  drive();
  const auto before = thread_allocations();
  drive();
  EXPECT_EQ(thread_allocations(), before);
}

}  // namespace
}  // namespace stepscope
