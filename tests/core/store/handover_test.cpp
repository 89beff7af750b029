#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "core/store/step_handover.h"
#include "tests/core/store/recorded_run.h"
#include "tests/support/allocation_count.h"

namespace stepscope::test {
namespace {

// Also of a run whose every step executes statements.
TEST(Handover, allocates_nothing_on_the_simulation_thread) {
  if (!allocations_counted()) GTEST_SKIP() << "sanitizers count for themselves";
  for (const EngineProfile& profile : {EngineProfile::fast(), EngineProfile::baseline()}) {
    const TemporaryFolder folder;
    const auto run =
        assembled({.planner = "idm", .challenge = Challenge::kClosedLoopNonreactiveAgents}, profile, mini_scenario());
    StoreRecorder recorder(*run, {.store = folder.path() / "runs.db"});
    AllocationCount count(recorder);
    RunControl control;
    const RunOutcome outcome = run->run(control, &count);
    recorder.finish(outcome, nullptr);
    EXPECT_EQ(outcome.steps, 80);
    EXPECT_EQ(count.allocations(), 0) << profile.name;
  }
}

// Every look in vain ends with a timer's interrupt, on the simulation's core as likely as not.
struct Looks {
  std::int64_t in_vain{0};
  std::size_t frames{0};
};

// What a writer does that finds `waiting` when it comes, and then nothing for a while.
Looks looks_of_a_writer(const std::vector<FramePtr>& waiting) {
  const StatementLedger ledger;
  StepHandover handover(8, 8);
  for (const FramePtr& frame : waiting) handover.put(frame, ledger);
  Looks looks;
  std::thread writer([&] {
    StepHandover::Content content;
    while (!content.last) {
      handover.fetch(content);
      looks.frames += content.frames.size();
    }
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(120));
  handover.put_last(ledger);
  writer.join();
  looks.in_vain = handover.idle_looks();
  return looks;
}

FramePtr frame_of(std::chrono::nanoseconds wall) {
  auto frame = std::make_shared<StepFrame>();
  frame->timing.wall_ns = wall.count();
  return frame;
}

TEST(Handover, the_writer_does_not_look_for_steps_that_will_wake_it) {
  const Looks looks = looks_of_a_writer(std::vector<FramePtr>(4, frame_of(std::chrono::milliseconds(3))));
  EXPECT_EQ(looks.frames, 4u);
  EXPECT_LE(looks.in_vain, 5);  // 60 if it looked every 2 ms; a sleep of 500 ms ends as well
}

TEST(Handover, the_writer_of_a_paused_run_gives_up_looking) {
  const Looks looks = looks_of_a_writer({frame_of(std::chrono::microseconds(20))});
  EXPECT_EQ(looks.frames, 1u);
  EXPECT_LE(looks.in_vain, 30);
}

}  // namespace
}  // namespace stepscope::test
