#include "core/base/run_control.h"

#include <gtest/gtest.h>

#include <thread>

namespace stepscope {
namespace {

// A thread that takes its turns as a simulation does: step k at k · 100 ms of simulated time.
class Stepper {
 public:
  explicit Stepper(RunControl& control)
      : thread_([this, &control] {
          while (control.wait_for_turn(steps_ * std::int64_t{100'000})) {
            ++steps_;
            steps_.notify_all();
          }
          ended_ = true;
        }) {}
  ~Stepper() { thread_.join(); }

  // Blocks until at least `count` steps are done.
  void await_steps(int count) const {
    for (int seen = steps_; seen < count; seen = steps_) steps_.wait(seen);
  }
  int steps() const { return steps_; }
  bool ended() const { return ended_; }
  void join() {
    thread_.join();
    thread_ = std::thread([] {});
  }

 private:
  std::atomic<int> steps_{0};
  std::atomic<bool> ended_{false};
  std::thread thread_;
};

// Long enough for a thread that wrongly goes on to be caught in most runs; a right one never fails.
void give_others_time() { std::this_thread::sleep_for(std::chrono::milliseconds(20)); }

TEST(RunControl, RunsFreelyUnlessTold) {
  RunControl control;
  EXPECT_FALSE(control.paused());
  EXPECT_FALSE(control.stopped());
  EXPECT_EQ(control.speed(), 0.0);
  for (std::int64_t k = 0; k < 5; ++k) EXPECT_TRUE(control.wait_for_turn(std::int64_t{k} * 100'000));
}

TEST(RunControl, StopEndsBeforeTheNextStep) {
  RunControl control;
  EXPECT_TRUE(control.wait_for_turn(0));
  control.stop();
  EXPECT_TRUE(control.stopped());
  EXPECT_FALSE(control.wait_for_turn(100'000));
}

TEST(RunControl, StopCannotBeTakenBack) {
  RunControl control;
  control.stop();
  control.resume();
  EXPECT_FALSE(control.wait_for_turn(0));
  control.set_speed(0.0);
  EXPECT_FALSE(control.wait_for_turn(0));
  control.step();
  EXPECT_FALSE(control.wait_for_turn(0));
}

TEST(RunControl, StepsAllowedAreTakenAndNoMore) {
  RunControl control;
  control.pause();
  control.step(3);
  for (int k = 0; k < 3; ++k) EXPECT_TRUE(control.wait_for_turn(std::int64_t{k} * 100'000));
  EXPECT_TRUE(control.paused());
  Stepper stepper(control);
  give_others_time();
  EXPECT_EQ(stepper.steps(), 0);
  control.stop();
}

TEST(RunControl, StepPausesARunningRun) {
  RunControl control;
  control.step();
  EXPECT_TRUE(control.paused());
  EXPECT_TRUE(control.wait_for_turn(0));
  Stepper stepper(control);
  give_others_time();
  EXPECT_EQ(stepper.steps(), 0);
  control.stop();
}

TEST(RunControl, PauseHoldsAndResumeReleases) {
  RunControl control;
  control.pause();
  Stepper stepper(control);
  give_others_time();
  EXPECT_EQ(stepper.steps(), 0);
  control.step(2);
  stepper.await_steps(2);
  give_others_time();
  EXPECT_EQ(stepper.steps(), 2);
  control.resume();
  stepper.await_steps(100);
  control.stop();
}

TEST(RunControl, PauseForgetsStepsNotYetTaken) {
  RunControl control;
  control.step(5);
  control.pause();
  Stepper stepper(control);
  give_others_time();
  EXPECT_EQ(stepper.steps(), 0);
  control.stop();
}

TEST(RunControl, StopWakesAPausedRun) {
  RunControl control;
  control.pause();
  Stepper stepper(control);
  control.stop();
  stepper.join();
  EXPECT_TRUE(stepper.ended());
  EXPECT_EQ(stepper.steps(), 0);
}

// At a millionth of real time step 1 is due after more than a day: the first step comes at once, no other does.
TEST(RunControl, FiniteSpeedHoldsStepsBack) {
  RunControl control;
  control.set_speed(1e-6);
  EXPECT_EQ(control.speed(), 1e-6);
  Stepper stepper(control);
  stepper.await_steps(1);
  give_others_time();
  EXPECT_EQ(stepper.steps(), 1);
  control.set_speed(0.0);  // a change of speed wakes the waiting step
  stepper.await_steps(50);
  control.stop();
}

TEST(RunControl, StopWakesARunThatWaitsForItsTime) {
  for (const double speed : {1e-6, 1e-300}) {  // the second is slower than a clock can count
    RunControl control;
    control.set_speed(speed);
    Stepper stepper(control);
    stepper.await_steps(1);
    give_others_time();
    control.stop();
    stepper.join();
    EXPECT_EQ(stepper.steps(), 1) << speed;
  }
}

// Ten steps of 0.1 s at 100 times real time take at least 9 ms; how much longer depends on the machine.
TEST(RunControl, SpeedIsNeverExceeded) {
  RunControl control;
  control.set_speed(100.0);
  const auto begin = std::chrono::steady_clock::now();
  for (int k = 0; k < 10; ++k) EXPECT_TRUE(control.wait_for_turn(std::int64_t{k} * 100'000));
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(9));
}

TEST(RunControl, NegativeSpeedMeansAsFastAsItGoes) {
  RunControl control;
  control.set_speed(-1.0);
  EXPECT_EQ(control.speed(), 0.0);
}

}  // namespace
}  // namespace stepscope
