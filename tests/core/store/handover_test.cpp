#include <gtest/gtest.h>

#include "core/probe/allocations.h"
#include "tests/core/store/recorded_run.h"

namespace stepscope::test {
namespace {

// Counts what a sink allocates on the simulation thread.
class AllocationCount final : public StepSink {
 public:
  explicit AllocationCount(StepSink& sink) : sink_(sink) {}
  void on_step(const FramePtr& frame, std::span<const SpanRecord> spans) override {
    const std::int64_t before = thread_allocations();
    sink_.on_step(frame, spans);
    allocations_ += thread_allocations() - before;
  }
  std::int64_t allocations() const { return allocations_; }

 private:
  StepSink& sink_;
  std::int64_t allocations_{0};
};

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

}  // namespace
}  // namespace stepscope::test
