#include "core/pairing/output_comparer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/geometry/angle.h"
#include "core/pairing/output_words.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

// An ego at x = 10 k m with a plan of three states and two objects.
struct Step {
  EgoState ego;
  std::vector<TrackedObject> objects;
  Trajectory plan;
};

std::vector<Step> drive(int steps) {
  std::vector<Step> out;
  for (int k = 0; k < steps; ++k) {
    Step step;
    step.ego.time = {k * 100'000};
    step.ego.rear_axle = {10.0 * k, 5.0, 0.1};
    step.ego.vx = 8.0;
    for (std::uint64_t track : {1u, 2u})
      step.objects.push_back({.track = {track}, .box = {{20.0 * k, 3.0 * static_cast<double>(track), 0.0}, 4.0, 2.0}});
    for (int i = 0; i < 3; ++i)
      step.plan.append({.time = {k * 100'000 + i * 500'000}, .rear_axle = {10.0 * k + 4.0 * i, 5.0, 0.1}, .vx = 8.0});
    out.push_back(std::move(step));
  }
  return out;
}

RunOutput output(const std::vector<Step>& steps) {
  RunOutput out;
  for (const Step& step : steps)
    out.push_back({.time = step.ego.time, .ego = &step.ego, .objects = step.objects, .plan = &step.plan});
  return out;
}

Trajectory moved(const Trajectory& plan, double y_m) {
  Trajectory out;
  for (TrajectoryState state : plan.states()) {
    state.rear_axle.y += y_m;
    out.append(state);
  }
  return out;
}

const PairPromise kExact{};
const PairPromise kMillimetre{
    .kind = PairPromise::Kind::kWithinTolerance,
    .tolerance = {.position_m = 1e-3, .heading_rad = 1e-3, .speed_mps = 1e-2, .score = 0.01, .reasons = {"a switch"}}};

TEST(OutputComparer, TheSameDriveIsEqual) {
  const auto a = drive(5), b = drive(5);
  const OutputDifference d = output_difference(output(a), output(b));
  EXPECT_TRUE(d.equal());
  EXPECT_EQ(judge(d, kExact), OutputVerdict::kEqual);
  EXPECT_EQ(output_headline(d, kExact), "The outputs are equal to the last bit over 5 steps.");
  EXPECT_TRUE(output_details(d, kExact).empty());
}

// The last bit of one plan's y, then of the ego it leads to.
TEST(OutputComparer, TheLastBitCounts) {
  const auto a = drive(5);
  auto b = drive(5);
  b[2].plan = moved(b[2].plan, std::nextafter(5.0, 6.0) - 5.0);
  b[3].ego.rear_axle.y = std::nextafter(5.0, 6.0);
  const OutputDifference d = output_difference(output(a), output(b));
  ASSERT_TRUE(d.inexact.has_value());
  EXPECT_EQ(d.inexact->step, 2);
  EXPECT_EQ(d.inexact->part, OutputPart::kPlan);
  EXPECT_TRUE(d.inexact->same_input) << "up to the plan of step 2 both had seen the same";
  EXPECT_EQ(judge(d, kExact), OutputVerdict::kVoid);
  EXPECT_THAT(output_headline(d, kExact), HasSubstr("from step 2 on (plan: "));
  EXPECT_THAT(output_headline(d, kExact), HasSubstr("the planner had seen the same up to there"));
}

TEST(OutputComparer, WhatWasSeenDiffersOnceTheEgoDoes) {
  const auto a = drive(5);
  auto b = drive(5);
  b[1].ego.rear_axle.y += 1e-12;  // within the tolerance
  b[3].plan = moved(b[3].plan, 0.5);
  const OutputDifference d = output_difference(output(a), output(b), kMillimetre.tolerance);
  const Departure* first = d.first_beyond();
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->step, 3);
  EXPECT_EQ(first->part, OutputPart::kPlan);
  EXPECT_FALSE(first->same_input);
  EXPECT_EQ(first->what, "0.5 m apart");
  EXPECT_EQ(d.of(OutputPart::kPlan).position_m, (Greatest{.value = 0.5, .step = 3}));
  EXPECT_EQ(judge(d, kMillimetre), OutputVerdict::kVoid);
}

TEST(OutputComparer, WithinTheToleranceIsSaidWithItsGreatest) {
  const auto a = drive(5);
  auto b = drive(5);
  b[1].ego.rear_axle.x += 0.0004;
  b[4].ego.rear_axle.x += 0.0005;
  b[2].ego.rear_axle.heading += 1e-4;
  b[2].ego.vx += 0.005;
  const OutputDifference d = output_difference(output(a), output(b), kMillimetre.tolerance);
  EXPECT_EQ(judge(d, kMillimetre), OutputVerdict::kWithinTolerance);
  EXPECT_NEAR(d.of(OutputPart::kEgo).position_m.value, 0.0005, 1e-9);
  EXPECT_EQ(d.of(OutputPart::kEgo).position_m.step, 4);
  EXPECT_EQ(d.of(OutputPart::kEgo).speed_mps.step, 2);
  const auto details = output_details(d, kMillimetre);
  ASSERT_EQ(details.size(), 2u);
  EXPECT_EQ(details[0], "ego: up to 0.0005 m (step 4), 0.0001 rad (step 2), 0.005 m/s (step 2).");
  EXPECT_THAT(details[1], HasSubstr("Allowed are 0.001 m"));
}

TEST(OutputComparer, HeadingsAreNearAcrossTheBack) {
  auto a = drive(1), b = drive(1);
  a[0].ego.rear_axle.heading = kPi - 1e-4;
  b[0].ego.rear_axle.heading = -kPi + 1e-4;
  const OutputDifference d = output_difference(output(a), output(b));
  EXPECT_NEAR(d.of(OutputPart::kEgo).heading_rad.value, 2e-4, 1e-9);
}

TEST(OutputComparer, AnObjectThatOnlyOneHasIsBeyondAnyTolerance) {
  const auto a = drive(3);
  auto b = drive(3);
  b[1].objects.pop_back();
  const OutputDifference d = output_difference(output(a), output(b), kMillimetre.tolerance);
  const Departure* first = d.first_beyond();
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->part, OutputPart::kObjects);
  EXPECT_EQ(first->what, "1 only in A, 0 only in B");
}

TEST(OutputComparer, ObjectsAreMatchedByTrack) {
  const auto a = drive(1);
  auto b = drive(1);
  std::swap(b[0].objects[0], b[0].objects[1]);
  const OutputDifference d = output_difference(output(a), output(b), kMillimetre.tolerance);
  EXPECT_EQ(d.of(OutputPart::kObjects).position_m.value, 0.0);
  EXPECT_FALSE(d.equal()) << "the order is part of what planners see";
  EXPECT_EQ(judge(d, kMillimetre), OutputVerdict::kWithinTolerance);
}

// B plans every 250 ms what A plans every 500 ms: at A's times they agree.
TEST(OutputComparer, PlansAtOtherTimesAreComparedAtTheTimesOfA) {
  const auto a = drive(1);
  auto b = drive(1);
  b[0].plan.clear();
  for (int i = 0; i < 5; ++i) b[0].plan.append({.time = {i * 250'000}, .rear_axle = {2.0 * i, 5.0, 0.1}, .vx = 8.0});
  const OutputDifference near = output_difference(output(a), output(b), kMillimetre.tolerance);
  EXPECT_EQ(judge(near, kMillimetre), OutputVerdict::kWithinTolerance);
  const OutputDifference exact = output_difference(output(a), output(b));
  ASSERT_NE(exact.first_beyond(), nullptr);
  EXPECT_EQ(exact.first_beyond()->what, "3 states against 5, at other times");
}

TEST(OutputComparer, AnEarlierEndIsADifference) {
  const auto a = drive(5), b = drive(4);
  const OutputDifference d = output_difference(output(a), output(b));
  EXPECT_EQ(judge(d, kExact), OutputVerdict::kVoid);
  EXPECT_EQ(output_headline(d, kExact), "Void: the outputs differ, A made 5 steps, B 4.");
}

TEST(OutputComparer, ScoresAndPixelsAreOutputs) {
  const auto a = drive(2);
  OutputDifference d = output_difference(output(a), output(a));
  d.score_a = 0.9;
  d.score_b = 0.905;
  EXPECT_EQ(judge(d, kExact), OutputVerdict::kVoid);
  EXPECT_EQ(judge(d, kMillimetre), OutputVerdict::kWithinTolerance);
  d.score_b = 0.0;
  EXPECT_EQ(judge(d, kMillimetre), OutputVerdict::kVoid);
  d.score_b = 0.9;
  d.rasters = RasterDifference{.share = 0.02, .worst_share = 0.03, .worst_step = 1};
  EXPECT_EQ(judge(d, kMillimetre), OutputVerdict::kVoid) << "nobody allowed pixels";
}

TEST(OutputComparer, NanIsBeyondEveryTolerance) {
  const auto a = drive(2);
  auto b = drive(2);
  b[1].ego.rear_axle.x = std::nan("");
  const OutputDifference d = output_difference(output(a), output(b), kMillimetre.tolerance);
  EXPECT_EQ(judge(d, kMillimetre), OutputVerdict::kVoid);
}

TEST(OutputComparer, OtherPlannersMayDoOtherThings) {
  const auto a = drive(3);
  auto b = drive(3);
  b[1].plan = moved(b[1].plan, 2.0);
  const OutputDifference d = output_difference(output(a), output(b));
  const PairPromise none{.kind = PairPromise::Kind::kNone, .tolerance = {}};
  EXPECT_EQ(judge(d, none), OutputVerdict::kNotPromised);
  EXPECT_THAT(output_headline(d, none), HasSubstr("from step 1 on"));
}

TEST(OutputWords, LargeDifferencesHaveNoExponent) {
  EXPECT_EQ(difference_digits(0.10349, 3), "0.103");
  EXPECT_EQ(difference_digits(18.24, 3), "18.2");
  EXPECT_EQ(difference_digits(136.6, 2), "137");
  EXPECT_EQ(difference_digits(1e-12, 2), "1e-12");
}

TEST(OutputWords, OthersPartWhereTheEgosDo) {
  const PairPromise none = no_promise();
  OutputDifference d{.steps_a = 9, .steps_b = 9};
  d.inexact = Departure{.step = 0, .part = OutputPart::kPlan, .what = "0.3 m apart", .same_input = true};
  EXPECT_THAT(output_headline(d, none), testing::HasSubstr("drive within 0.1 m, 0.02 rad and 0.1 m/s"));
  d.beyond[0] = Departure{.step = 7, .part = OutputPart::kEgo, .what = "0.11 m apart"};
  EXPECT_EQ(output_headline(d, none), "The two part at step 7 (ego: 0.11 m apart); nobody promised otherwise.");
  EXPECT_THAT(output_details(d, none), testing::Contains(testing::HasSubstr("The first bit differs from step 0 on")));
}

}  // namespace
}  // namespace stepscope
