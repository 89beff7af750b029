#pragma once

#include "core/fork/fork.h"
#include "tests/core/store/recorded_run.h"

namespace stepscope::test {

// A run that was made to its end (or to wherever it came), kept nowhere.
struct MadeRun {
  std::unique_ptr<AssembledRun> run;
  RunOutcome outcome;

  ForkParent parent() const { return fork_parent(*run, "aa", frames_of(run->tape()), nullptr); }
};

inline MadeRun make(const RunRequest& request, const EngineProfile& profile = {}, int stop_at = -1) {
  MadeRun made{.run = assembled(request, profile, mini_scenario())};
  RunControl control;
  class Stopper final : public StepSink {
   public:
    Stopper(RunControl& control, int stop_at) : control_(control), stop_at_(stop_at) {}
    void on_step(const FramePtr& frame, std::span<const SpanRecord>) override {
      if (frame->step + 1 == stop_at_) control_.stop();
    }

   private:
    RunControl& control_;
    int stop_at_;
  } stopper(control, stop_at);
  made.outcome = made.run->run(control, &stopper);
  return made;
}

inline MadeRun fork(const ForkParent& parent, const ForkWish& wish) {
  auto run = begin_fork(parent, wish);
  EXPECT_TRUE(run.ok()) << run.error().text();
  MadeRun made{.run = std::move(run).value()};
  RunControl control;
  made.outcome = made.run->run(control);
  return made;
}

// The first step at which two runs are not the same in ego, objects or plan; −1: none in the steps that both have.
inline int first_difference(const RunTape& a, const RunTape& b) {
  for (std::size_t k = 0; k < std::min(a.size(), b.size()); ++k) {
    const FramePtr x = a.frame(k), y = b.frame(k);
    if (x->ego != y->ego || x->trajectory != y->trajectory || !std::ranges::equal(x->objects, y->objects) ||
        !std::ranges::equal(x->lights, y->lights) || x->time != y->time || x->step != y->step)
      return static_cast<int>(k);
  }
  return -1;
}

}  // namespace stepscope::test
