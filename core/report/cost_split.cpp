#include "core/report/cost_split.h"

#include "core/analysis/stage_statistics.h"
#include "core/report/breakdown.h"

namespace stepscope {

namespace {

std::size_t place(Stage stage) { return static_cast<std::size_t>(stage); }

// Total of the planner's calls, from spans; steps without them are left out.
double planner_total(const ProfiledRun& run, std::size_t end) {
  double ns = 0.0;
  for (std::size_t k = run.first_own_step(); k < end; ++k)
    for (const SpanRecord& span : run.spans->of_step(k))
      if (span.stage == Stage::kPlanner) ns += static_cast<double>(span.end_ns - span.begin_ns);
  return ns;
}

bool in_planner(std::span<const SpanRecord> spans, std::size_t i) {
  for (auto parent = spans[i].parent; parent > 0; parent = spans[static_cast<std::size_t>(parent)].parent) {
    if (static_cast<std::size_t>(parent) >= i) return false;
    if (spans[static_cast<std::size_t>(parent)].stage == Stage::kPlanner) return true;
    i = static_cast<std::size_t>(parent);
  }
  return false;
}

bool reads(Stage stage) { return stage == Stage::kDatabase || stage == Stage::kMapIo; }

double framework_database(const ProfiledRun& run, std::size_t end) {
  double ns = 0.0;
  for (std::size_t k = run.first_own_step(); k < end; ++k) {
    const auto spans = run.spans->of_step(k);
    for (std::size_t i = 0; i < spans.size(); ++i)
      if (reads(spans[i].stage) && !in_planner(spans, i))
        ns += static_cast<double>(spans[i].end_ns - spans[i].begin_ns);
  }
  return ns;
}

}  // namespace

CostSplit cost_split_of(const ProfiledRun& run, double budget_ns) {
  CostSplit split{.budget_ns = budget_ns};
  if (run.own_steps().empty()) return split;
  const std::size_t first = run.first_own_step();
  std::size_t recorded = run.spans ? std::min(run.spans->steps(), run.steps.size()) : 0;
  if (recorded <= first) recorded = 0;
  split.database_assigned = recorded > 0;
  const std::size_t count = recorded > 0 ? recorded - first : run.own_steps().size();
  const auto steps = run.own_steps().first(count);
  double wall = 0.0, planner = 0.0, database = 0.0, unaccounted = 0.0;
  for (const StepTiming& step : steps) {
    wall += static_cast<double>(step.wall_ns);
    unaccounted += static_cast<double>(step.self_ns[place(Stage::kStep)]);
    for (const Stage stage : {Stage::kPlanner, Stage::kFeatures, Stage::kInference, Stage::kPostprocess})
      planner += static_cast<double>(step.self_ns[place(stage)]);
    database += static_cast<double>(step.self_ns[place(Stage::kDatabase)] + step.self_ns[place(Stage::kMapIo)]);
  }
  if (recorded > 0) {
    planner = planner_total(run, recorded);
    database = framework_database(run, recorded);
  }
  const double n = static_cast<double>(count);
  const Distribution step = statistics_of(run.own_steps(), run.step_interval_s).step;
  split.planner_ns = planner / n;
  split.framework_ns = (wall - planner) / n;
  split.unaccounted_ns = unaccounted / n;
  split.database_ns = database / n;
  split.left_at_mean_ns = budget_ns - step.mean;
  split.left_at_p95_ns = budget_ns - step.p95;
  return split;
}

}  // namespace stepscope
