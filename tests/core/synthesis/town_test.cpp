#include <gtest/gtest.h>

#include "core/geometry/oriented_box.h"
#include "core/synthesis/indexed.h"
#include "core/synthesis/town.h"

namespace stepscope::synthesis {
namespace {

constexpr int kSteps = 1600;

class TownTest : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(TownTest, TrafficObeysAndDoesNotCollide) {
  Town town(GetParam());
  town.live(kSteps, [](double) {});
  const std::vector<Vehicle>& vehicles = town.vehicles().all();
  ASSERT_GT(vehicles.size(), 150U);
  int entered = 0;
  for (const Vehicle& v : vehicles) {
    ASSERT_EQ(v.record.size(), static_cast<std::size_t>(kSteps));
    for (std::size_t k = 1; k < v.trip.size(); ++k) {
      const CitySegment& s = nth(town.city().segments, v.trip[k]);
      if (s.junction < 0 || nth(town.city().plan.junctions, s.junction).control != Control::kSignal) continue;
      for (int step = 1; step < kSteps; ++step) {
        const double line = v.trip_begins[k] - v.front();
        if (nth(v.record, step - 1).odometer > line || nth(v.record, step).odometer <= line) continue;
        ++entered;
        EXPECT_NE(town.signals().lamp(v.trip[k], town.signal_time(step)), Lamp::kRed) << "at step " << step;
      }
    }
    for (const Motion& m : v.record) {
      EXPECT_GE(m.speed, 0.0);
      EXPECT_LT(m.speed, 17.0);
      EXPECT_LE(m.acceleration, 1.6);
    }
  }
  EXPECT_GT(entered, 200);  // traffic flows

  int meetings = 0;
  for (int step = 0; step < kSteps; step += 10) {
    std::vector<OrientedBox> boxes;
    for (int i = 0; i < count(vehicles); ++i) {
      boxes.push_back({town.centre(i, step), nth(vehicles, i).length, nth(vehicles, i).width});
    }
    for (std::size_t a = 0; a < boxes.size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        if (distance(boxes[a].centre.position(), boxes[b].centre.position()) > 7.5) continue;
        ++meetings;
        EXPECT_FALSE(intersects(boxes[a], boxes[b])) << "vehicles " << b << " and " << a << " at step " << step;
      }
      for (const Walker& w : town.walkers().all()) {
        if (distance(boxes[a].centre.position(), nth(w.record, step).position()) > 5.0) continue;
        EXPECT_FALSE(intersects(boxes[a], {nth(w.record, step), w.length, w.width}))
            << "somebody on foot, step " << step;
      }
    }
  }
  EXPECT_GT(meetings, 500);
}

TEST_P(TownTest, PeopleMoveWithoutJumps) {
  Town town(GetParam());
  town.live(600, [](double) {});
  int crossed = 0;
  for (const Walker& w : town.walkers().all()) {
    for (int step = 1; step < 600; ++step) {
      EXPECT_LT(distance(nth(w.record, step).position(), nth(w.record, step - 1).position()), 2.5 * kStep);
    }
    crossed += w.mode != Walker::Mode::kWalking ? 1 : 0;
  }
  EXPECT_GT(crossed, 5);
  for (const Cyclist& c : town.cyclists().all()) {
    for (int step = 1; step < 600; ++step) {
      EXPECT_LT(distance(nth(c.record, step).position(), nth(c.record, step - 1).position()), 6.5 * kStep);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, TownTest, ::testing::Values(1, 2, 5));

}  // namespace
}  // namespace stepscope::synthesis
