// Collisions and time to collision of made-up runs. The ego's box is 5.176 m × 2.297 m.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "core/base/random.h"
#include "core/metrics/moving_boxes.h"
#include "tests/core/metrics/made_up_drive.h"

namespace stepscope::test {
namespace {

using testing::HasSubstr;

struct Contact {
  const char* why;
  double ego_y, ego_speed;
  TrackedObject other;
  double score;
  const char* what;  // in the violation's sentence; empty: none
};

class CollisionKinds : public testing::TestWithParam<Contact> {};

TEST_P(CollisionKinds, DecideWhoIsAtFault) {
  const Contact& contact = GetParam();
  Drive drive;
  drive.add({50, contact.ego_y, 0}, contact.ego_speed, {contact.other});
  const Metric metric = drive.judge("no_ego_at_fault_collisions");
  EXPECT_EQ(metric.score, contact.score) << contact.why;
  ASSERT_EQ(metric.violations.empty(), contact.score == 1.0) << contact.why;
  if (metric.violations.empty()) return;
  EXPECT_THAT(metric.violations[0].what, HasSubstr(contact.what));
  EXPECT_EQ(metric.violations[0].culprit, Culprit(contact.other.track));
  EXPECT_EQ(metric.violations[0].score_without, 1.0);
}

INSTANTIATE_TEST_SUITE_P(
    Table, CollisionKinds,
    testing::Values(
        Contact{"the bumper at 52.588 is in the pedestrian's box", 0, 5,
                object(7, ObjectType::kPedestrian, {52.8, 0, 0}, 0.6, 0.6, 1), 0.0,
                "front of the ego hits a pedestrian"},
        Contact{"a vehicle of 0.05 m/s stands", 0, 5, object(7, ObjectType::kVehicle, {55, 0, 0}, 5, 2, 0.05), 0.0,
                "hits a vehicle that stands still"},
        Contact{"one cone costs half", 0, 5, object(7, ObjectType::kTrafficCone, {52.6, 0, 0}, 0.4, 0.4), 0.5,
                "hits a traffic cone"},
        Contact{"whoever comes from behind is at fault", 0, 5, object(7, ObjectType::kVehicle, {45.2, 0, 0}, 5, 2, 8),
                1.0, ""},
        Contact{"whoever hits the side of an ego that keeps its lane is at fault", 0, 5,
                object(7, ObjectType::kVehicle, {50, 2, 0}, 2, 2, 5), 1.0, ""},
        Contact{"an ego between lanes is at fault for its sides", 2, 5,
                object(7, ObjectType::kVehicle, {50, 4, 0}, 2, 2, 5), 0.0, "side of the ego hits a vehicle"},
        Contact{"an ego of 0.05 m/s stands", 0, 0.05, object(7, ObjectType::kVehicle, {55, 0, 0}, 5, 2, -5), 1.0, ""},
        Contact{"no size, nothing to hit", 0, 5, object(7, ObjectType::kVehicle, {52, 0, 0}, 0, 0, 0), 1.0, ""},
        Contact{"not a number", 0, 5, object(7, ObjectType::kVehicle, {std::nan(""), 0, 0}, 5, 2, 0), 1.0, ""}));

TEST(Collisions, CountPerClassAndOncePerTrack) {
  Drive drive;
  const auto cone = [](std::uint64_t track, double x) {
    return object(track, ObjectType::kTrafficCone, {x, 0, 0}, 0.4, 0.4);
  };
  drive.add({50, 0, 0}, 5);
  drive.add({51, 0, 0}, 5, {cone(1, 53), cone(2, 60)});  // the first cone …
  drive.add({52, 0, 0}, 5, {cone(1, 53), cone(2, 60)});  // … is not hit twice
  drive.add({58, 0, 0}, 5, {cone(2, 60)});
  const Metric metric = drive.judge("no_ego_at_fault_collisions");
  EXPECT_EQ(metric.score, 0.0);  // 1 − 2/2
  EXPECT_THAT(metric.score_so_far, testing::ElementsAre(1.0, 0.5, 0.5, 0.0));
  ASSERT_EQ(metric.violations.size(), 2u);
  EXPECT_EQ(metric.violations[0].step, 1);
  EXPECT_EQ(metric.violations[1].step, 3);
  for (const MetricViolation& violation : metric.violations) EXPECT_EQ(violation.score_without, 0.5);
}

TEST(Collisions, OneClassDoesNotExcuseAnother) {
  Drive drive;
  drive.add({50, 0, 0}, 5,
            {object(1, ObjectType::kVehicle, {55, 0, 0}, 5, 2), object(2, ObjectType::kBarrier, {52, 1, 0}, 1, 1)});
  const Metric metric = drive.judge("no_ego_at_fault_collisions");
  EXPECT_EQ(metric.score, 0.0);
  ASSERT_EQ(metric.violations.size(), 2u);
  EXPECT_EQ(metric.violations[0].score_without, 0.5);  // without the vehicle the barrier remains
  EXPECT_EQ(metric.violations[1].score_without, 0.0);
}

// The bumper is 2.588 m ahead of the centre; the standing box begins 1 m before its own. At 10 m/s, 1 m per moment.
TEST(TimeToCollision, OfOneObjectIsFoundStepByStep) {
  Drive drive;
  drive.expert_goes(10);
  for (int k = 0; k < 4; ++k)
    drive.add({40.0 + k, 0, 0}, 10, {object(9, ObjectType::kGenericObject, {54.5, 0, 0}, 2, 2)});
  const Metric metric = drive.judge("time_to_collision_within_bound");
  // Gaps of 10.912, 9.912, 8.912 and 7.912 m.
  ASSERT_TRUE(metric.series);
  EXPECT_THAT(metric.series->values, testing::Pointwise(testing::DoubleNear(1e-12), {1.1, 1.0, 0.9, 0.8}));
  EXPECT_THAT(metric.score_so_far, testing::ElementsAre(1.0, 1.0, 0.0, 0.0));
  ASSERT_EQ(metric.violations.size(), 1u);
  const MetricViolation& violation = metric.violations[0];
  EXPECT_EQ(violation.step, 2);
  EXPECT_EQ(violation.last_step, 3);
  EXPECT_EQ(violation.what, "0.8 s until the ego hits an object if both go straight on");
  EXPECT_NEAR(violation.value, 0.8, 1e-12);
  EXPECT_EQ(violation.threshold, 0.95);
  EXPECT_EQ(violation.score_without, 1.0);
}

TEST(TimeToCollision, WithoutOneOfTwoObjectsTheOtherRemains) {
  Drive drive;
  drive.add({40, 0, 0}, 10,
            {object(1, ObjectType::kVehicle, {50, 0.5, 0}, 5, 1, 1),
             object(2, ObjectType::kVehicle, {50, -0.5, 0}, 5, 1, 1)});
  const Metric metric = drive.judge("time_to_collision_within_bound");
  EXPECT_EQ(metric.score, 0.0);
  ASSERT_EQ(metric.violations.size(), 2u);
  for (const MetricViolation& violation : metric.violations) EXPECT_EQ(violation.score_without, 0.0);
}

TEST(TimeToCollision, LooksAsideOnlyBetweenLanesAndInIntersections) {
  // From the right at 10 m/s; both would be at (x + 6, 0) after 0.6 s. Its bearing is 39° from the rear axle.
  const auto crossing = [](double x) {
    return object(5, ObjectType::kVehicle, {x + 6, -6, std::numbers::pi / 2}, 4, 2, 0, 10);
  };
  const auto shortest = [&](double x) {
    Drive drive;
    drive.add({x, 0, 0}, 10, {crossing(x)});
    return drive.judge("time_to_collision_within_bound").series->values[0];
  };
  EXPECT_EQ(shortest(50), kNoCollision) << "keeps its lane";
  EXPECT_LT(shortest(106), 0.7) << "rear axle in the intersection";
}

TEST(TimeToCollision, IsZeroAtACollisionAndEndlessAtRest) {
  Drive drive;
  const TrackedObject vehicle = object(3, ObjectType::kVehicle, {55, 0, 0}, 5, 2);
  drive.add({50, 0, 0}, 5, {vehicle});
  drive.add({50.5, 0, 0}, 5, {vehicle});  // has been hit: is not looked at again
  drive.add({50.5, 0, 0}, 0.005, {object(4, ObjectType::kVehicle, {56, 0, 0}, 5, 2, -5)});
  const Metric metric = drive.judge("time_to_collision_within_bound");
  EXPECT_THAT(metric.series->values, testing::ElementsAre(0.0, kNoCollision, kNoCollision));
  ASSERT_EQ(metric.violations.size(), 1u);
  EXPECT_EQ(metric.violations[0].what, "ego hits a vehicle");
}

// The quick way to the first collision of two moving boxes finds what looking at every moment finds.
TEST(MovingBoxes, FastAndSlowAgree) {
  Random random(20260);
  const auto box = [&](double range) {
    const double x = 664000 + random.uniform(-range, range), y = 3998000 + random.uniform(-range, range);
    return MovingBox{{{x, y, random.uniform(-4.0, 4.0)}, random.uniform(0.1, 12.0), random.uniform(0.1, 3.0)},
                     {random.uniform(-1.5, 1.5), random.uniform(-1.5, 1.5)}};
  };
  int hits = 0, later = 0;
  for (int i = 0; i < 20000; ++i) {
    MovingBox a = box(25.0), b = box(25.0);
    if (i % 7 == 0) b.step = a.step;  // the same motion: speed 0 along every axis
    if (i % 11 == 0) b.box.centre.heading = a.box.centre.heading;
    if (i % 13 == 0) a.step = {0.0, 0.0};
    const auto slow = first_collision_by_steps(a, b, 29);
    EXPECT_EQ(first_collision(a, b, 29), slow) << i;
    hits += slow.has_value();
    later += slow.value_or(0) > 1;
  }
  EXPECT_GT(hits, 1000);
  EXPECT_GT(later, 800);
}

TEST(MovingBoxes, NumbersThatAreNoneNeverCollide) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const MovingBox a{{{0, 0, 0}, 5, 2}, {1, 0}};
  for (const MovingBox& b : {MovingBox{{{nan, 0, 0}, 5, 2}, {0, 0}}, MovingBox{{{9, 0, nan}, 5, 2}, {0, 0}},
                             MovingBox{{{9, 0, 0}, nan, 2}, {0, 0}}, MovingBox{{{9, 0, 0}, 5, 2}, {nan, 0}}}) {
    EXPECT_EQ(first_collision(a, b, 29), std::nullopt);
    EXPECT_EQ(first_collision(b, a, 29), std::nullopt);
  }
}

}  // namespace
}  // namespace stepscope::test
