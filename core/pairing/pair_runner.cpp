#include "core/pairing/pair_runner.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/clock.h"
#include "core/comparison/pair_order.h"
#include "core/pairing/output_comparer.h"
#include "core/pairing/raster_difference.h"
#include "core/record/profiled_run_of.h"

namespace stepscope {

namespace {

// Which arms a pair is of.
enum class PairKind { kDifferent, kSame };

class PairRunner {
 public:
  PairRunner(const PairPlan& plan, RunControl& control, const PairProgressSink& progress)
      : plan_(plan),
        control_(control),
        progress_(progress),
        began_ns_(clock_.now_ns()),
        order_(pair_order(plan.pairs * static_cast<int>(plan.scenarios), plan.seed)),
        same_order_(pair_order(plan.same_pairs * static_cast<int>(plan.scenarios), plan.seed + 1)) {
    session_.promise = promise_of(plan.a, plan.b);
    state_.runs = static_cast<int>(plan.scenarios) * runs_per_scenario();
  }

  PairSession run() {
    for (scenario_ = 0; scenario_ < plan_.scenarios && !control_.stopped(); ++scenario_) {
      run_scenario();
      state_.runs_done = static_cast<int>(scenario_ + 1) * runs_per_scenario();
    }
    session_.stopped = control_.stopped();
    return std::move(session_);
  }

 private:
  int runs_per_scenario() const { return 2 + 2 * plan_.pairs + 2 * plan_.same_pairs; }

  void run_scenario() {
    auto a = plan_.scenario_of(scenario_, plan_.a.profile);
    if (!a.ok()) return give_up(a.error(), PairProblem::Kind::kInput);
    auto b = plan_.scenario_of(scenario_, plan_.b.profile);
    if (!b.ok()) return give_up(b.error(), PairProblem::Kind::kInput);
    scenario_a_ = std::move(a).value();
    scenario_b_ = std::move(b).value();
    if (!warm_up()) return;
    int same = 0;
    for (int pair = 0; pair < plan_.pairs; ++pair) {
      if (!run_pair(pair)) return;
      for (; same * plan_.pairs < plan_.same_pairs * (pair + 1); ++same)
        if (!run_same(same)) return;
    }
  }

  bool warm_up() {
    auto a = run_arm(plan_.a, scenario_a_, "warm-up of A");
    if (!a) return false;
    auto b = run_arm(plan_.b, scenario_b_, "warm-up of B");
    if (!b) return false;
    PairedScenario& here = session_.scenarios.emplace_back();
    here.facts_a = facts_of(RunRecord{.run = *a->run, .outcome = a->outcome});
    here.facts_b = facts_of(RunRecord{.run = *b->run, .outcome = b->outcome});
    here.steps = a->outcome.steps;
    here.score_a = a->score;
    here.score_b = b->score;
    rasters_ = raster_difference(*a->run, *b->run);
    return compare(*a, *b);
  }

  bool run_pair(int pair) {
    const std::string what = fmt::format("pair {} of {}", pair + 1, plan_.pairs);
    const PairOrder order = order_[scenario_ * static_cast<std::size_t>(plan_.pairs) + static_cast<std::size_t>(pair)];
    std::optional<ArmRun> a, b;
    if (order == PairOrder::kAFirst) a = run_arm(plan_.a, scenario_a_, what);
    if (order == PairOrder::kBFirst || a) b = run_arm(plan_.b, scenario_b_, what);
    if (order == PairOrder::kBFirst && b) a = run_arm(plan_.a, scenario_a_, what);
    if (!a || !b) return false;
    session_.pairs.push_back({.a = std::move(a->measured),
                              .b = std::move(b->measured),
                              .order = order,
                              .scenario = static_cast<int>(session_.scenarios.size()) - 1});
    return compare(*a, *b);
  }

  bool run_same(int pair) {
    const std::string what = fmt::format("A/A pair {} of {}", pair + 1, plan_.same_pairs);
    auto first = run_arm(plan_.a, scenario_a_, what);
    if (!first) return false;
    auto second = run_arm(plan_.a, scenario_a_, what);
    if (!second) return false;
    const PairOrder order =
        same_order_[scenario_ * static_cast<std::size_t>(plan_.same_pairs) + static_cast<std::size_t>(pair)];
    const OutputDifference difference =
        output_difference(output_of(first->run->tape()), output_of(second->run->tape()));
    if (!difference.equal() && !session_.unsteady) session_.unsteady = difference;
    if (order == PairOrder::kBFirst) std::swap(first->measured, second->measured);
    session_.same.push_back({.a = std::move(first->measured),
                             .b = std::move(second->measured),
                             .order = order,
                             .scenario = static_cast<int>(session_.scenarios.size()) - 1});
    return true;
  }

  // Always true: unequal outputs do not end a measurement.
  bool compare(ArmRun& a, ArmRun& b) {
    PairedScenario& here = session_.scenarios.back();
    OutputDifference difference =
        output_difference(output_of(a.run->tape()), output_of(b.run->tape()), session_.promise.tolerance);
    difference.rasters = rasters_;
    if (a.score && b.score) {
      difference.score_a = a.score->final_score;
      difference.score_b = b.score->final_score;
    }
    const OutputVerdict verdict = judge(difference, session_.promise);
    if (here.verdict == OutputVerdict::kEqual) {
      here.outputs = difference;
      here.verdict = verdict;
    } else if (verdict == OutputVerdict::kVoid && here.verdict != OutputVerdict::kVoid) {
      here.outputs = difference;
      here.verdict = verdict;
    }
    if (verdict == OutputVerdict::kVoid && !session_.parted)
      session_.parted = PartedPair{.scenario = scenario_, .a = std::move(a.run), .b = std::move(b.run)};
    return true;
  }

  // None: stopped, or the scenario is given up.
  std::optional<ArmRun> run_arm(const Arm& arm, const ScenarioPtr& scenario, const std::string& what) {
    tell(what);
    if (control_.stopped()) return std::nullopt;
    auto made = stepscope::run_arm(arm, scenario, {.log_folder = plan_.log_folder, .session_ns = began_ns_}, control_);
    ++state_.runs_done;
    ++runs_made_;
    if (!made.ok()) {
      give_up(made.error(), PairProblem::Kind::kInput);
      return std::nullopt;
    }
    if (made.value().outcome.status == RunStatus::kStopped) return std::nullopt;
    if (made.value().outcome.status == RunStatus::kFailed) {
      Error error = made.value().outcome.error;
      error.place = arm.name + ", " + error.place;
      give_up(error, PairProblem::Kind::kPlanner);
      return std::nullopt;
    }
    return std::move(made).value();
  }

  void give_up(const Error& error, PairProblem::Kind kind) {
    session_.problems.push_back({.scenario = scenario_, .kind = kind, .error = error});
  }

  void tell(const std::string& what) {
    if (!progress_) return;
    state_.scenario = scenario_;
    state_.what = what;
    const double passed_s = static_cast<double>(clock_.now_ns() - began_ns_) * 1e-9;
    if (runs_made_ > 0) state_.left_s = passed_s / runs_made_ * (state_.runs - state_.runs_done);
    progress_(state_);
  }

  const PairPlan& plan_;
  RunControl& control_;
  const PairProgressSink& progress_;
  SteadyClock clock_;
  std::int64_t began_ns_;
  std::vector<PairOrder> order_, same_order_;
  PairSession session_;
  PairProgress state_;
  int runs_made_{0};
  std::size_t scenario_{0};
  ScenarioPtr scenario_a_, scenario_b_;
  std::optional<RasterDifference> rasters_;  // of the scenario
};

}  // namespace

PairSession run_pairs(const PairPlan& plan, RunControl& control, const PairProgressSink& progress) {
  return PairRunner(plan, control, progress).run();
}

}  // namespace stepscope
