#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/ablation/ablated_switch.h"
#include "core/comparison/answer.h"
#include "core/comparison/ratio_estimate.h"
#include "core/comparison/session_checks.h"

namespace stepscope {

// What the outputs of the runs with and without something have in common: the worst of all pairs.
enum class OutputState : std::uint8_t { kEqual, kWithinTolerance, kDiffers };
struct OutputGate {
  OutputState state{OutputState::kEqual};
  std::string words;              // how they differ, one sentence; empty if equal
  std::optional<int> first_step;  // the first diverging one, of kDiffers
  std::string scenario;           // its token
  bool operator==(const OutputGate&) const = default;
};

// Nanoseconds per step, mean over pairs; positive: it helps.
struct Saving {
  double ns{0.0};
  std::optional<Interval> interval;  // 95 %; none below 6 pairs
  bool operator==(const Saving&) const = default;
};

// What switching something on does, measured in pairs of runs. A is without it, B is with it: a ratio below 1 and
// Verdict::kFaster say that it helps, wherever it was switched.
struct MeasuredEffect {
  Answer answer;                         // of whole runs, held against what its reference differs from itself
  double without_ns{0.0}, with_ns{0.0};  // per step, mean over pairs
  Saving saving;
  // The same of the processor time that the simulation thread took in the steps: scatters less on a busy machine, and
  // leaves out waiting, the log at the end and other threads. None where it was not recorded.
  std::optional<RatioEstimate> processor;
  Saving processor_saving;
  double corrected_p{1.0};  // for the number of comparisons of its column (Holm)
  double preparation_ns{
      0.0};  // by how much longer the preparation of a run takes with it, once, median; not in the above
  OutputGate output;
  bool operator==(const MeasuredEffect&) const = default;

  // A speed-up between runs that do not give the same outputs is none.
  bool is_void() const { return output.state == OutputState::kDiffers; }
};

// Measured so far, or why it is not.
struct AblationCell {
  std::optional<MeasuredEffect> effect;
  std::string why_not;
  bool operator==(const AblationCell&) const = default;
};

struct AblationRow {
  AblatedSwitch what;
  AblationCell alone;       // baseline against baseline with it
  AblationCell removed;     // fast without it against fast; fast against fast with it where fast does not have it
  AblationCell cumulative;  // baseline against baseline with everything up to it
  bool added_to_fast{false};
  bool operator==(const AblationRow&) const = default;
};

// Do the effects of one switch at a time add up? Over the measured switches that `fast` has: AblationPlan::together.
struct Interaction {
  int switches{0};
  double sum_ns{0.0};    // of what each saves alone, per step
  double joint_ns{0.0};  // what all save together
  Saving difference;     // sum − joint: positive where two save the same work
  bool operator==(const Interaction&) const = default;
};

// What was measured, on what.
struct AblationConditions {
  std::string planner, challenge, controller, agents;
  std::map<std::string, std::string> parameters;
  struct Case {
    std::string token, type, log, location;
    int steps{0};
    bool operator==(const Case&) const = default;
  };
  std::vector<Case> scenarios;
  int pairs{0};           // per comparison and scenario
  std::uint64_t seed{1};  // of the order
  std::string processor, system, program_version, git_revision, build_type;
  int cores{0};
  bool operator==(const AblationConditions&) const = default;
};

struct AblationProgress {
  std::size_t runs_done{0}, runs_planned{0};
  int rounds_done{0};                  // every comparison has as many pairs, at least
  std::optional<double> seconds_left;  // none before anything was timed
  std::string now;                     // what is running
  bool operator==(const AblationProgress&) const = default;

  bool complete() const { return runs_done == runs_planned; }
};

struct AblationResult {
  AblationConditions conditions;
  std::vector<AblationRow> rows;          // the twelve, then others
  AblationCell joint;                     // baseline against fast
  AblationCell same_baseline, same_fast;  // the same twice: what differs is noise
  std::optional<Interaction> interaction;
  std::optional<Drift> drift;  // of the machine, over the whole session
  std::size_t runs_done{0}, runs_planned{0};
  double seconds{0.0};                         // that the runs took
  double load_before{-1.0}, load_after{-1.0};  // load average of a minute; below 0: unknown

  bool complete() const { return runs_done == runs_planned; }
};

// "faster", "slower", "no effect", "inconclusive", "inconclusive: within the noise floor", "void: outputs differ from
// step 12 on", "too few pairs".
std::string effect_word(const MeasuredEffect& effect);

}  // namespace stepscope
