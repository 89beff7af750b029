#include "core/rerun/rerun.h"

#include <fmt/format.h>

#include "core/rerun/cache_eviction.h"

namespace stepscope {

namespace {

constexpr int kWarmUps = 2;  // in place, before a warm repetition is timed

class Repeater {
 public:
  Repeater(const RerunTask& task, RunControl& control, const RerunProgress& progress)
      : task_(task), control_(control), progress_(progress) {
    result_.step = task.recorded.step;
    result_.repetitions = task.repetitions;
    result_.recorded = task.recorded.timing;
    result_.median_wall_ns = task.median_wall_ns;
    result_.evicted_bytes = eviction_.bytes();
    result_.usual_before_ns = task.usual_before_ns;
  }

  Result<RerunResult> repeat() {
    if (task_.fork && task_.recorded.step < task_.fork->origin.step)
      return Error{.file = {},
                   .place = fmt::format("step {}", task_.recorded.step),
                   .field = {},
                   .reason = fmt::format("was made in the run that this one went on from at step {}: repeat it there",
                                         task_.fork->origin.step)};
    for (int i = 0; i < task_.repetitions && going_on(); ++i) {
      auto run = AssembledRun::assemble(task_.request, task_.profile, task_.scenario, {}, task_.fork.get());
      if (!run.ok()) return run.error();
      const bool in_place = run.value()->repeatable() && task_.recorded.step > 0;  // a planner's first step differs
      result_.method = in_place ? WarmMethod::kInPlace : WarmMethod::kReplayed;
      cold(*run.value());
      if (in_place) {
        warm_in_place(*run.value());
        continue;
      }
      run.value().reset();
      auto again = AssembledRun::assemble(task_.request, task_.profile, task_.scenario, {}, task_.fork.get());
      if (!again.ok()) return again.error();
      warm_replayed(*again.value());
    }
    result_.stopped = control_.stopped();
    return std::move(result_);
  }

 private:
  bool going_on() const { return result_.different.empty() && !control_.stopped(); }

  bool start(AssembledRun& run) {
    if (Status status = run.start_at(task_.recorded.step, control_); !status.ok()) {
      if (!control_.stopped())
        result_.different = "the steps before it do not come about again: " + status.error().text();
      return false;
    }
    note_pace(run.tape());
    return true;
  }

  void note_pace(const RunTape& tape) {
    std::vector<StepTiming> before;
    for (std::size_t i = 0; i < tape.size(); ++i) before.push_back(tape.frame(i)->timing);
    const std::size_t first_own = task_.fork ? static_cast<std::size_t>(task_.fork->origin.step) : 0;
    if (const auto usual = usual_before(before, first_own, before.size())) result_.before_again_ns.push_back(*usual);
  }

  // The step once more; its time if it did what it did before.
  std::optional<StepTiming> attempt(AssembledRun& run) {
    auto trial = run.try_step();
    if (!trial.ok()) {
      result_.different = "it fails: " + trial.error().text();
      return std::nullopt;
    }
    result_.different = difference(trial.value());
    if (!result_.different.empty()) return std::nullopt;
    return trial.value().frame.timing;
  }

  std::string difference(const TrialStep& trial) {
    const RecordedStep& recorded = task_.recorded;
    if (trial.frame.ego != recorded.ego) return "the ego is not where it was before the step";
    if (trial.frame.trajectory != recorded.plan) return "it plans something else";
    if (recorded.next_ego && trial.next.ego != *recorded.next_ego) return "the ego is not where it was after the step";
    StepCounters counted = trial.frame.timing.counters;
    counted.allocations = 0;  // memory that has grown is not asked for again
    if (!counted_) counted_ = counted;
    if (counted != *counted_) return "it does another amount of work than the first repetition";
    return {};
  }

  void keep(std::vector<StepTiming>& sample, const std::optional<StepTiming>& timing) {
    if (!timing) return;
    sample.push_back(*timing);
    if (progress_) progress_(static_cast<int>(result_.cold.size() + result_.warm.size()), 2 * task_.repetitions);
  }

  void cold(AssembledRun& run) {
    if (!start(run)) return;
    eviction_.walk();
    keep(result_.cold, attempt(run));
  }

  void warm_in_place(AssembledRun& run) {
    for (int i = 0; i < kWarmUps && going_on(); ++i) attempt(run);
    if (going_on()) keep(result_.warm, attempt(run));
  }

  void warm_replayed(AssembledRun& run) {
    if (going_on() && start(run)) keep(result_.warm, attempt(run));
  }

  const RerunTask& task_;
  RunControl& control_;
  const RerunProgress& progress_;
  CacheEviction eviction_;
  RerunResult result_;
  std::optional<StepCounters> counted_;  // of the first repetition
};

}  // namespace

RecordedStep recorded_step(const RunTape& tape, std::size_t k) {
  const FramePtr frame = tape.frame(k);
  RecordedStep recorded{.step = static_cast<int>(k),
                        .timing = frame->timing,
                        .ego = frame->ego,
                        .plan = frame->trajectory,
                        .next_ego = std::nullopt};
  if (k + 1 < tape.size()) recorded.next_ego = tape.frame(k + 1)->ego;
  return recorded;
}

Result<RerunResult> rerun_step(const RerunTask& task, RunControl& control, const RerunProgress& progress) {
  return Repeater(task, control, progress).repeat();
}

}  // namespace stepscope
