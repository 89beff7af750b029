#include "core/report/bottleneck_report.h"

#include <algorithm>
#include <set>

#include "core/analysis/own_steps.h"
#include "core/profile/engine_profile.h"
#include "core/report/bottom_line.h"

namespace stepscope {

namespace {

constexpr std::size_t kMostScenes = 3;

std::vector<SlowSwitch> slow_switches_of(const ProfiledRun& run, const RunStatistics& statistics,
                                         const std::vector<MeasuredSaving>& savings) {
  std::vector<SlowSwitch> slow;
  for (const ProfileSwitch& fast : switches_of(EngineProfile::fast())) {
    const auto used = run.facts.switches.find(fast.key);
    if (used == run.facts.switches.end() || used->second == fast.value) continue;
    SlowSwitch found{.key = fast.key,
                     .value = used->second,
                     .fast_value = fast.value,
                     .explanation = fast.explanation,
                     .saving = {},
                     .scope = scope_of(fast.key, run, statistics)};
    for (const MeasuredSaving& saving : savings)
      if (saving.key == found.key && saving.from == found.value && saving.to == found.fast_value) found.saving = saving;
    slow.push_back(std::move(found));
  }
  std::ranges::stable_sort(slow, std::ranges::greater{}, [](const SlowSwitch& s) { return s.scope.acts_on_ns; });
  return slow;
}

void add_scenes(RunFindings& f) {
  if (!f.reported.scene) return;
  for (const Bottleneck& b : f.bottlenecks) {
    if (b.worst.empty() || f.scenes.size() == kMostScenes) continue;
    const std::size_t step = b.worst.front().step;
    if (std::any_of(f.scenes.begin(), f.scenes.end(), [step](const auto& scene) { return scene.step == step; }))
      continue;
    if (const auto scene = f.reported.scene(step)) f.scenes.push_back({step, scene_picture(*scene)});
  }
  if (f.scenes.empty() && f.reported.why_no_scene.empty()) f.reported.why_no_scene = "the run kept no scene";
}

RunFindings findings_of(ReportedRun reported, const ReportOptions& options) {
  RunFindings f{.reported = std::move(reported)};
  const ProfiledRun& run = f.run();
  std::vector<MeasuredSaving> savings = options.savings;
  savings.insert(savings.end(), f.reported.savings.begin(), f.reported.savings.end());
  if (run.own_steps().empty()) {
    f.bottom_line = {"No step was finished: " +
                     (run.facts.message.empty() ? std::string("the run was ") + run.facts.status : run.facts.message)};
    return f;
  }
  f.statistics = statistics_of(run.own_steps(), run.step_interval_s);
  f.slow_switches = slow_switches_of(run, f.statistics, savings);
  f.breakdown = breakdown_of(run);
  f.split = cost_split_of(run, kReportBudgetNs);
  f.bottlenecks = bottlenecks_of(run, f.statistics);
  f.cost_model = cost_model_of(run.own_steps());
  if (const auto slowest = slowest_own_step(run)) f.slowest = explain_own_step(run, f.cost_model, *slowest);
  if (f.slowest && f.slowest->waited())
    if (const auto working = slowest_working_own_step(run))
      f.slowest_working = explain_own_step(run, f.cost_model, *working);
  f.slow_for_complexity = own_slow_for_their_complexity(run, f.cost_model);
  f.surprises = surprises_of(options.expectations, run, f.statistics, f.split);
  f.bottom_line = bottom_line_of(f);
  add_scenes(f);
  return f;
}

std::string model_text(const RunFacts& facts) {
  if (!facts.model) return {};
  return facts.model->sha256.empty() ? facts.model->name : facts.model->name + " " + facts.model->sha256;
}

void add_if_different(std::vector<Difference>& differences, Difference d) {
  if (std::ranges::any_of(d.values, [&d](const std::string& v) { return v != d.values.front(); }))
    differences.push_back(std::move(d));
}

void add_switches(std::vector<Difference>& differences, const std::vector<RunFindings>& runs) {
  std::set<std::string> keys;
  for (const RunFindings& f : runs)
    for (const auto& [key, value] : f.run().facts.switches) keys.insert(key);
  for (const std::string& key : keys) {
    Difference d{.what = "switch " + key, .values = {}};
    for (const RunFindings& f : runs) {
      const auto found = f.run().facts.switches.find(key);
      d.values.push_back(found == f.run().facts.switches.end() ? std::string() : found->second);
    }
    add_if_different(differences, std::move(d));
  }
}

std::vector<Difference> differences_of(const std::vector<RunFindings>& runs) {
  struct Condition {
    const char* what;
    std::string (*of)(const RunFacts&);
  };
  constexpr Condition kConditions[] = {
      {"processor", [](const RunFacts& f) { return f.processor; }},
      {"system", [](const RunFacts& f) { return f.system; }},
      {"version", [](const RunFacts& f) { return f.program_version + " (" + f.git_revision + ")"; }},
      {"build", [](const RunFacts& f) { return f.build_type; }},
      {"window", [](const RunFacts& f) { return f.window; }},
      {"model", &model_text},
      {"log", [](const RunFacts& f) { return f.log; }},
      {"scenario", [](const RunFacts& f) { return f.token; }},
      {"challenge", [](const RunFacts& f) { return f.challenge; }},
      {"controller", [](const RunFacts& f) { return f.controller; }},
      {"agents", [](const RunFacts& f) { return f.agents; }},
      {"iterations", [](const RunFacts& f) { return std::to_string(f.iterations); }},
      {"first own step", [](const RunFacts& f) { return std::to_string(f.fork ? f.fork->step : 0); }},
      {"status", [](const RunFacts& f) { return f.status; }},
  };
  std::vector<Difference> differences;
  for (const Condition& condition : kConditions) {
    Difference d{.what = condition.what, .values = {}};
    for (const RunFindings& run : runs) d.values.push_back(condition.of(run.run().facts));
    add_if_different(differences, std::move(d));
  }
  add_switches(differences, runs);
  return differences;
}

}  // namespace

BottleneckReport bottleneck_report(std::vector<ReportedRun> runs, const ReportOptions& options) {
  BottleneckReport report{.runs = {}, .differences = {}, .expectations = options.expectations};
  for (ReportedRun& run : runs) report.runs.push_back(findings_of(std::move(run), options));
  report.differences = differences_of(report.runs);
  return report;
}

}  // namespace stepscope
