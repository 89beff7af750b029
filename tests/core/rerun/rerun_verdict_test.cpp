#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/rerun/rerun.h"
#include "core/rerun/rerun_words.h"

namespace stepscope {
namespace {

StepTiming lasting(std::int64_t us) {
  StepTiming step;
  step.wall_ns = us * 1'000;
  step.self_ns[static_cast<std::size_t>(Stage::kPlanner)] = step.wall_ns;
  return step;
}

// A step of `recorded` µs in a run whose median step takes 200.
RerunResult result_of(std::int64_t recorded, std::int64_t cold, std::int64_t warm) {
  RerunResult result{.step = 87, .repetitions = 3, .recorded = lasting(recorded), .median_wall_ns = 200e3};
  for (const std::int64_t more : {-5, 0, 5}) {
    result.cold.push_back(lasting(cold + more));
    result.warm.push_back(lasting(warm + more));
  }
  return result;
}

TEST(RerunVerdict, TellsSlowInputFromSlowMoment) {
  struct Case {
    std::int64_t recorded, cold, warm;
    RerunVerdict verdict;
    const char* why;
  };
  for (const Case& c : {
           Case{920, 1300, 900, RerunVerdict::kSlowInput, "as slow again"},
           Case{920, 1300, 560, RerunVerdict::kSlowInput, "half of the 720 µs more come back"},
           Case{920, 1300, 555, RerunVerdict::kColdCaches, "a little less than half warm, all of it cold"},
           Case{920, 400, 210, RerunVerdict::kSlowMoment, "neither"},
           Case{215, 400, 210, RerunVerdict::kOrdinary, "within 10 % of the median step"},
           Case{150, 400, 140, RerunVerdict::kOrdinary, "faster than the median step"},
       })
    EXPECT_EQ(verdict_of(result_of(c.recorded, c.cold, c.warm)), c.verdict) << c.why;
}

// The same machine under load, or quieter: everything, and so the step, takes `pace` times as long.
TEST(RerunVerdict, AllowsForAMachineThatIsBusierOrQuieterThanItWas) {
  struct Case {
    std::int64_t recorded, warm;
    double pace;
    RerunVerdict verdict;
    const char* why;
  };
  for (const Case& c : {
           Case{340, 378, 1.8, RerunVerdict::kSlowMoment, "378 µs are 210 at the pace of the recording"},
           Case{340, 612, 1.8, RerunVerdict::kSlowInput, "612 are 340"},
           Case{340, 170, 0.5, RerunVerdict::kSlowInput, "170 on a machine twice as fast are 340"},
           Case{340, 340, 1.0, RerunVerdict::kSlowInput, "the same pace"},
       }) {
    RerunResult result = result_of(c.recorded, c.warm, c.warm);
    result.usual_before_ns = 195e3;
    result.before_again_ns = {195e3 * c.pace, 195e3 * c.pace, 900e3};  // one of the fresh runs was disturbed
    EXPECT_NEAR(pace_of(result).value_or(0.0), c.pace, 1e-6) << c.why;
    EXPECT_EQ(verdict_of(result), c.verdict) << c.why;
    EXPECT_EQ(verdict_words(result).find("which is allowed for") != std::string::npos, c.pace != 1.0) << c.why;
  }
  EXPECT_FALSE(pace_of(result_of(340, 340, 340)).has_value());  // nothing known of the steps before
}

TEST(RerunVerdict, AHeavyStepOfASlowMomentIsNotCalledLight) {
  EXPECT_THAT(verdict_words(result_of(2'900, 600, 500)),
              testing::HasSubstr("what the step had to do is slow as well: 2.5 times the median step."));
  EXPECT_THAT(verdict_words(result_of(920, 400, 210)), testing::HasSubstr("not what the step had to do."));
}

TEST(RerunVerdict, TheUsualStepBeforeIsAnOwnOneAndNotTheColdOne) {
  std::vector<StepTiming> steps(20, lasting(100));
  steps[0] = lasting(90'000);
  for (std::size_t i = 1; i < 10; ++i) steps[i] = lasting(300);
  EXPECT_EQ(usual_before(steps, 0, 10), std::optional(300e3));
  EXPECT_EQ(usual_before(steps, 10, 16), std::optional(100e3));  // a fork's own begin at 10
  EXPECT_EQ(usual_before(steps, 0, 5), std::nullopt);            // 1 to 4: too few
  EXPECT_EQ(usual_before(steps, 0, 0), std::nullopt);
}

TEST(RerunVerdict, WithoutRepetitionsThereIsNone) {
  RerunResult result = result_of(920, 400, 210);
  result.warm.clear();
  EXPECT_EQ(verdict_of(result), RerunVerdict::kVoid);
  EXPECT_THAT(verdict_words(result), testing::HasSubstr("stopped before"));
}

TEST(RerunVerdict, IsToldWithItsNumbers) {
  EXPECT_EQ(verdict_words(result_of(920, 400, 210)),
            "Slow moment: made again, step 87 takes 0.210 ms warm (median of 3, p95 0.214 ms) and 0.400 ms with cold "
            "caches; recorded were 0.920 ms. That moment was slow, not what the step had to do.");
}

TEST(RerunVerdict, StagesAreThoseThatRan) {
  const auto stages = stages_of(result_of(920, 400, 210));
  ASSERT_EQ(stages.size(), 1u);
  EXPECT_EQ(stages[0].stage, Stage::kPlanner);
  EXPECT_EQ(stages[0].recorded_ns, 920'000);
  EXPECT_EQ(stages[0].cold.p50, 400e3);
  EXPECT_EQ(stages[0].warm.p50, 210e3);
}

}  // namespace
}  // namespace stepscope
