#include "core/features/rasteriser.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/features/raster_method.h"
#include "core/probe/allocations.h"
#include "tests/core/features/made_up_map.h"

namespace stepscope {
namespace {

constexpr Point2 kMiddle{586000.0, 4474000.0};
constexpr RasterMethod kPlain{.map = RasterMethod::Map::kPerStep, .agents = RasterMethod::Agents::kOneByOne};

const std::vector<RasterChannel> kAllChannels = [] {
  std::vector<RasterChannel> channels;
  for (std::size_t i = 0; i < kRasterChannelCount; ++i) channels.push_back(static_cast<RasterChannel>(i));
  return channels;
}();

std::vector<TrackedObject> crowd(Random& random, const Pose2& about) {
  std::vector<TrackedObject> objects;
  for (int i = 0; i < 40; ++i)
    objects.push_back({.box = {{about.x + random.uniform(-80.0, 80.0), about.y + random.uniform(-80.0, 80.0),
                                random.uniform(-4.0, 4.0)},
                               random.uniform(0.0, 12.0),
                               random.uniform(0.0, 3.0)}});
  return objects;
}

// Of some connectors, of one that the map does not have, and of one twice.
std::vector<TrafficLightStatus> random_lights(Random& random) {
  std::vector<TrafficLightStatus> lights{{77777, LightColour::kRed}, {150, LightColour::kRed}};
  for (int i = 0; i < 40; ++i)
    lights.push_back({101 + static_cast<std::int64_t>(random.uniform(0.0, 60.0)),
                      static_cast<LightColour>(random.uniform(0.0, 4.0))});
  lights.push_back({150, LightColour::kGreen});
  return lights;
}

// Roadblocks of the made-up map, some twice, ids that it does not have, texts that are no ids.
std::vector<std::string> random_route(Random& random) {
  std::vector<std::string> route;
  for (int n = static_cast<int>(random.uniform(0.0, 9.0)); n > 0; --n)
    route.push_back(std::to_string(900 + static_cast<int>(random.uniform(0.0, 16.0))));
  if (route.size() > 3) route.insert(route.end(), {"", "no id", "900 "});
  return route;
}

EgoState ego_at(double x, double y, double heading) {
  EgoState ego;
  ego.rear_axle = {x, y, heading};
  ego.vx = 3.0;
  ego.vy = 4.0;
  return ego;
}

int drawn_pixels(const RasterFeatures& features, RasterChannel channel) {
  return static_cast<int>(std::ranges::count_if(features.channel(channel), [](float value) { return value != 0.0F; }));
}

// Anywhere: on the made-up map, at its edges, far off it, in both hemispheres' northings, turned at will.
void expect_equal_pictures(const RasterParameters& parameters, std::uint64_t seed) {
  const RoadMapPtr map = test::made_up_map(kMiddle);
  const auto plain = make_rasteriser(*map, parameters, kPlain);
  const std::unique_ptr<Rasteriser> others[] = {
      make_rasteriser(*map, parameters, {}), make_rasteriser(*map, parameters, {.parallel = true}),
      make_rasteriser(*map, parameters, {.map = RasterMethod::Map::kPerStep, .parallel = true}),
      make_rasteriser(*map, parameters, {.agents = RasterMethod::Agents::kOneByOne})};
  Random random(seed);
  RasterFeatures expected, got;
  std::array<int, kRasterChannelCount> pictures_with_something{};
  for (int i = 0; i < 60; ++i) {
    const double reach = i % 10 == 9 ? 5000.0 : 300.0;
    const EgoState ego = ego_at(kMiddle.x + random.uniform(-reach, reach), kMiddle.y + random.uniform(-reach, reach),
                                random.uniform(-7.0, 7.0));
    const auto objects = crowd(random, ego.rear_axle), past = crowd(random, ego.rear_axle);
    const auto lights = random_lights(random);
    const RasterScene scene{ego, objects, past, lights};
    const auto route = random_route(random);
    if (i % 4 == 0)
      for (const auto& other : others) other->draws_soon();
    if (i % 3 == 1) plain->set_route(route);
    plain->draw(scene, expected);
    for (const RasterChannel channel : parameters.channels)
      pictures_with_something[static_cast<std::size_t>(channel)] += drawn_pixels(expected, channel) > 0 ? 1 : 0;
    for (const auto& other : others) {
      if (i % 3 == 1) other->set_route(route);
      other->draw(scene, got);
      for (const RasterChannel channel : parameters.channels)
        ASSERT_TRUE(std::ranges::equal(got.channel(channel), expected.channel(channel)))
            << channel_name(channel) << " at " << ego.rear_axle.x << ", " << ego.rear_axle.y;
    }
  }
  for (const RasterChannel channel : parameters.channels)
    EXPECT_GT(pictures_with_something[static_cast<std::size_t>(channel)], 10) << channel_name(channel);  // of 60
}

TEST(Rasteriser, AllDrawWhatThePlainOneDraws) { expect_equal_pictures({.channels = kAllChannels}, 1); }

TEST(Rasteriser, AllDrawWhatThePlainOneDrawsWithOtherParameters) {
  expect_equal_pictures({.size_px = 97,
                         .metres_per_pixel = 0.8,
                         .channels = {RasterChannel::kSpeedLimit, RasterChannel::kBaselinePaths,
                                      RasterChannel::kRoadMap, RasterChannel::kAgents},
                         .road_map = {{MapLayer::kLaneConnector, -2.0F}, {MapLayer::kCrosswalk, 0.25F}},
                         .baseline_paths = {MapLayer::kLaneConnector},
                         .ego_colour = 3.0F,
                         .agent_colour = 0.5F,
                         .baseline_colour = 7.0F,
                         .speed_scale = 0.5F},
                        2);
}

TEST(Rasteriser, LaterLayersCoverEarlierOnes) {
  RoadMapContent content;
  const Area everywhere({Polygon{test::ring(kMiddle, 500.0, 12, 0.0), {}}});
  content.lanes.push_back({.id = 1, .area = everywhere, .baseline = Polyline({kMiddle, {kMiddle.x + 9.0, kMiddle.y}})});
  content.crosswalks.push_back({.id = 2, .area = everywhere});
  const RoadMapPtr map = RoadMap::build(std::move(content)).value();
  RasterFeatures features;
  make_rasteriser(*map, {}, {})->draw({ego_at(kMiddle.x, kMiddle.y, 0.4), {}}, features);
  const auto road = features.channel(RasterChannel::kRoadMap);
  EXPECT_TRUE(std::ranges::all_of(road, [](float value) { return value == 0.5F; }));
}

// An object 20 m ahead and 10 m to the left of the rear axle is in row 112 − 40 and column 112 − 20, on any heading.
TEST(Rasteriser, AheadIsUpAndLeftIsLeft) {
  const RoadMapPtr map = test::made_up_map(kMiddle);
  const auto rasteriser =
      make_rasteriser(*map, {.channels = {RasterChannel::kAgents, RasterChannel::kPastAgents}}, kPlain);
  RasterFeatures features;
  for (const double heading : {0.0, 1.0, -2.5}) {
    const double c = std::cos(heading), s = std::sin(heading);
    const std::vector<TrackedObject> objects{
        {.box = {{kMiddle.x + 20.0 * c - 10.0 * s, kMiddle.y + 20.0 * s + 10.0 * c, heading}, 1.0, 1.0}}};
    for (const RasterChannel channel : {RasterChannel::kAgents, RasterChannel::kPastAgents}) {
      const bool past = channel == RasterChannel::kPastAgents;
      const EgoState ego = ego_at(kMiddle.x, kMiddle.y, heading);
      if (past)
        rasteriser->draw({.ego = ego, .objects = {}, .past_objects = objects}, features);
      else
        rasteriser->draw({.ego = ego, .objects = objects}, features);
      EXPECT_EQ(features.channel(channel)[72UL * 224 + 92], 1.0F);
      EXPECT_LE(drawn_pixels(features, channel), 16);
      EXPECT_EQ(drawn_pixels(features, past ? RasterChannel::kAgents : RasterChannel::kPastAgents), 0);
    }
  }
}

TEST(Rasteriser, NumbersThatAreNoneDrawNothingOfTheMap) {
  const RoadMapPtr map = test::made_up_map(kMiddle);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto rasteriser = make_rasteriser(*map, {.channels = kAllChannels}, {});
  rasteriser->set_route(std::vector<std::string>{"900", "910"});
  RasterFeatures features;
  const std::vector<TrackedObject> objects(3);
  rasteriser->draw({ego_at(nan, nan, nan), objects, objects}, features);
  for (const RasterChannel channel : {RasterChannel::kRoadMap, RasterChannel::kRoute, RasterChannel::kAgents})
    EXPECT_EQ(drawn_pixels(features, channel), 0) << channel_name(channel);
}

TEST(ParallelRasteriser, EndsWithoutHavingDrawn) {
  const RoadMapPtr map = test::made_up_map(kMiddle);
  for (int i = 0; i < 20; ++i) {
    const auto rasteriser = make_rasteriser(*map, {}, {.parallel = true});
    if (i % 2 == 0) rasteriser->draws_soon();
  }
}

TEST(Rasteriser, AllocatesNothingFromStepToStep) {
  if (!allocations_counted()) GTEST_SKIP() << "built without the counter";
  const RoadMapPtr map = test::made_up_map(kMiddle);
  const auto fast = make_rasteriser(*map, {.channels = kAllChannels}, {});
  Random random(5);
  const auto objects = crowd(random, {kMiddle.x, kMiddle.y, 0.0});
  const auto lights = random_lights(random);
  fast->set_route(std::vector<std::string>{"901", "912"});
  RasterFeatures features;
  const auto drive = [&] {
    for (int i = 0; i < 50; ++i)
      fast->draw({ego_at(kMiddle.x + i, kMiddle.y, 0.02 * i), objects, objects, lights}, features);
  };
  drive();
  const auto before = thread_allocations();
  drive();
  EXPECT_EQ(thread_allocations(), before);
}

}  // namespace
}  // namespace stepscope
