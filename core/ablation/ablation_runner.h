#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/ablation/ablation_plan.h"
#include "core/ablation/measured_group.h"
#include "core/base/run_control.h"
#include "core/pairing/arm_run.h"
#include "core/pairing/pair_runner.h"

namespace stepscope {

// Why an arm could not be run to its end.
struct ArmFailure {
  enum class Kind { kInput, kPlanner };
  Kind kind{Kind::kPlanner};
  Error error;
};
using ArmFailures = std::map<std::size_t, ArmFailure>;  // by arm

// Is told what happens, on the thread of the runs, between them.
class AblationObserver {
 public:
  virtual ~AblationObserver() = default;
  virtual void on_progress(const AblationProgress&) {}
  // To be kept: an error ends the ablation.
  virtual Status on_group(const MeasuredGroup&) { return {}; }
};

using ArmRunner = std::function<Result<ArmRun>(const Arm&, const ScenarioPtr&, const ArmRunOptions&, RunControl&)>;

struct AblationWork {
  const AblationPlan& plan;
  ScenarioSource scenario_of;         // core/pairing/pair_runner.h
  std::filesystem::path log_folder;   // an existing folder for every run's log, one over the other; empty: none
  std::vector<MeasuredGroup> done{};  // by an earlier session: not run again
  ArmRunner run{run_arm};
};

struct AblationOutcome {
  std::vector<MeasuredGroup> groups;  // with those done before
  ArmFailures failures;               // the arms' other groups went on, unless it was a reference
  std::optional<Error> ended;         // why it ended before its end, unless stopped
  bool stopped{false};
};

// Runs the groups of a plan that are not done yet on the calling thread, after a run of baseline and of fast per
// scenario that is not measured. After every group the outputs of its pairs are compared; rasters, which takes as long
// as drawing them twice, at the first pair of a comparison and scenario. Nothing but the runs counts into their times.
// `control` stops it after the step in flight: the groups that are complete stay.
AblationOutcome run_ablation(AblationWork work, RunControl& control, AblationObserver* observer = nullptr);

}  // namespace stepscope
