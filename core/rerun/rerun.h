#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/distribution.h"
#include "core/assembly/assembled_run.h"

namespace stepscope {

// A step as it was recorded, as far as its repetition is checked against it.
struct RecordedStep {
  int step{0};
  StepTiming timing;
  EgoState ego;                      // at t_k
  Trajectory plan;                   // made at t_k
  std::optional<EgoState> next_ego;  // at t_k+1; none of the last step
};
// Step k of a run that is in memory. k < tape.size(); not while the run goes on unless k + 1 < tape.size().
RecordedStep recorded_step(const RunTape& tape, std::size_t k);

// Wall time that the steps before step k take as a rule: the median of the run's own (from `first_own` on), the cold
// first one apart. None of fewer than 5. `steps`: of a whole run, at least k.
std::optional<double> usual_before(std::span<const StepTiming> steps, std::size_t first_own, std::size_t k);

// What to time again. The scenario, the request and the profile are the run's own.
struct RerunTask {
  RunRequest request;
  EngineProfile profile;
  ScenarioPtr scenario;
  std::shared_ptr<const RunFork> fork;  // of a run that went on from another one (core/fork: own_fork()); else null
  RecordedStep recorded;
  double median_wall_ns{0.0};             // of the run's steps, the cold first one apart: what "slow" is measured by
  std::optional<double> usual_before_ns;  // as it was recorded: what the machine's pace is measured by
  int repetitions{200};                   // of each kind
};

// How a repetition comes to stand before the step.
enum class WarmMethod {
  kInPlace,  // the step is made again where it stands: right after itself, the fourth time in a row
  kReplayed  // every step from the beginning is made anew: right after the steps before it
};

struct RerunResult {
  int step{0};
  int repetitions{0};  // asked for
  StepTiming recorded;
  double median_wall_ns{0.0};
  std::vector<StepTiming> cold;  // first call of a fresh run at this step, caches evicted before
  std::vector<StepTiming> warm;
  WarmMethod method{WarmMethod::kReplayed};
  std::size_t evicted_bytes{0};           // walked through before each cold repetition
  std::optional<double> usual_before_ns;  // of RerunTask
  std::vector<double> before_again_ns;    // the same of each fresh run that was made for the repetitions
  bool stopped{false};                    // before all repetitions were made
  std::string different;  // what a repetition did differently from the record: the times are void; empty: nothing
};

// `done` of `total` repetitions, cold and warm counted one by one.
using RerunProgress = std::function<void(int done, int total)>;

// Makes the step again and again, on the calling thread, with all times taken as in a run. What a planner, a controller
// and reactive agents keep from step to step is right because every repetition starts from a fresh run that made all
// steps before; only where the observation says so is the warm step made in place (WarmMethod). Each repetition must
// plan what was planned, bit by bit, from the same ego to the same ego; the first that does not ends it
// (RerunResult::different). `control` stops it; what was timed until then is kept. An error: the run cannot be
// assembled, or the step is one of those before a fork, which were made in another run.
Result<RerunResult> rerun_step(const RerunTask& task, RunControl& control, const RerunProgress& progress = {});

// How many times as long as when the run was recorded the steps before the step take now, in the middle of the fresh
// runs: a machine that is busier, or quieter, than it was then changes all steps alike. None if too few steps lie
// before it.
std::optional<double> pace_of(const RerunResult& result);

// What the repetitions say about the recorded time, at the pace of the recording.
enum class RerunVerdict {
  kVoid,        // nothing: a repetition did something else, or none was made
  kOrdinary,    // the recorded step was no slower than the median step (10 %)
  kSlowInput,   // again slow, warm: half of the excess over the median step or more comes back
  kColdCaches,  // again slow, but only with cold caches
  kSlowMoment,  // fast again: that moment was slow, not this step
};
RerunVerdict verdict_of(const RerunResult& result);

// One stage over the repetitions, self times. Those that ran at least once, in order of Stage.
struct RerunStage {
  Stage stage{Stage::kStep};
  std::int64_t recorded_ns{0};
  Distribution cold, warm;
};
std::vector<RerunStage> stages_of(const RerunResult& result);
Distribution walls_in(const std::vector<StepTiming>& repetitions);

}  // namespace stepscope
