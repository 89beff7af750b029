#include "core/ablation/ablation_plan.h"

#include <algorithm>

#include "core/assembly/assembled_run.h"
#include "core/comparison/answer.h"

namespace stepscope {

namespace {

constexpr std::size_t kBaseline = 0, kFast = 1;

std::string mark(const AblatedSwitch& what) {
  return what.number > 0 ? std::to_string(what.number) : what.key + "=" + what.on;
}

// Profiles that differ in their names only are the same arm.
bool same_choices(EngineProfile a, const EngineProfile& b) {
  a.name = b.name;
  return a == b;
}

class Planning {
 public:
  explicit Planning(AblationOptions options) {
    plan_.options = std::move(options);
    plan_.arms = {{"baseline", EngineProfile::baseline()}, {"fast", EngineProfile::fast()}};
    plan_.same_baseline = comparison(kBaseline, kBaseline, false);
    plan_.same_fast = comparison(kFast, kFast, false);
    plan_.joint = comparison(kBaseline, kFast, false);
  }

  AblationPlan planned(const AblationMeans& means) && {
    EngineProfile ladder = EngineProfile::baseline();
    std::string first, last;
    for (const AblatedSwitch& what : plan_.options.switches) {
      PlannedRow row{.what = what, .alone = {}, .removed = {}, .cumulative = {}, .why_not = {}};
      row.why_not = why_not_measured(what, plan_.options.request, means);
      if (row.why_not.empty()) {
        add_single(row);
        ladder = with(std::move(ladder), what);
        if (first.empty()) first = mark(what);
        last = mark(what);
        row.cumulative =
            comparison(kBaseline, arm("baseline + " + first + (first == last ? "" : " … " + last), ladder), false);
      }
      plan_.rows.push_back(std::move(row));
    }
    plan_.together = together();
    plan_.groups = run_order(plan_.comparisons, plan_.options.scenarios, plan_.options.pairs, plan_.options.seed);
    return std::move(plan_);
  }

 private:
  void add_single(PlannedRow& row) {
    const AblatedSwitch& what = row.what;
    row.alone = comparison(kBaseline, arm("baseline + " + mark(what), with(EngineProfile::baseline(), what)), false);
    row.added_to_fast = !what.in(EngineProfile::fast());
    row.removed = row.added_to_fast
                      ? comparison(kFast, arm("fast + " + mark(what), with(EngineProfile::fast(), what)), false)
                      : comparison(kFast, arm("fast - " + mark(what), without(EngineProfile::fast(), what)), true);
  }

  std::optional<std::size_t> together() {
    EngineProfile all = EngineProfile::baseline(), measured = all;
    int count = 0;
    for (const PlannedRow& row : plan_.rows) {
      if (!row.what.in(EngineProfile::fast())) continue;
      all = with(std::move(all), row.what);
      if (!row.alone) continue;
      measured = with(std::move(measured), row.what);
      ++count;
    }
    if (count < 2) return std::nullopt;
    // What is not measured has no effect on this planner.
    if (same_choices(all, EngineProfile::fast())) return plan_.joint;
    return comparison(kBaseline, arm("baseline + what was chosen of fast", std::move(measured)), false);
  }

  std::size_t arm(const std::string& name, EngineProfile profile) {
    for (std::size_t i = 0; i < plan_.arms.size(); ++i)
      if (same_choices(plan_.arms[i].profile, profile)) return i;
    profile.name = name;
    plan_.arms.push_back({name, std::move(profile)});
    return plan_.arms.size() - 1;
  }

  std::size_t comparison(std::size_t reference, std::size_t other, bool reference_has_it) {
    for (std::size_t i = 0; i < plan_.comparisons.size(); ++i)
      if (plan_.comparisons[i].reference == reference && plan_.comparisons[i].other == other) return i;
    plan_.comparisons.push_back({reference, other, reference_has_it});
    return plan_.comparisons.size() - 1;
  }

  AblationPlan plan_;
};

}  // namespace

std::size_t AblationPlan::runs() const {
  std::size_t count = 0;
  for (const RunGroup& group : groups) count += group.runs();
  return count;
}

Result<AblationPlan> plan_ablation(AblationOptions options, const AblationMeans& means) {
  if (options.pairs < kFewestPairs)
    return Error{.file = {},
                 .place = {},
                 .field = "pairs",
                 .reason = std::to_string(options.pairs) +
                           " pairs can show nothing: 6 are the fewest that can reach "
                           "p < 0.05"};
  if (options.switches.empty()) return make_error("no switch was named");
  if (options.scenarios < 1) return make_error("no scenario was named");
  if (Status usable = AssembledRun::check(options.request); !usable.ok()) return usable.error();
  return Planning(std::move(options)).planned(means);
}

}  // namespace stepscope
