#include "core/report/bottleneck_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/analysis/own_steps.h"
#include "core/profile/engine_profile.h"
#include "core/report/number_text.h"
#include "core/report/stage_rows.h"

namespace stepscope {

namespace {

constexpr double kBudgetNs = 100e6;  // a step at 10 Hz
constexpr std::size_t kMostScenes = 3;

std::vector<SlowSwitch> slow_switches_of(const RunFacts& facts, const std::vector<MeasuredSaving>& savings) {
  std::vector<SlowSwitch> slow;
  for (const ProfileSwitch& fast : switches_of(EngineProfile::fast())) {
    const auto used = facts.switches.find(fast.key);
    if (used == facts.switches.end() || used->second == fast.value) continue;
    SlowSwitch found{.key = fast.key,
                     .value = used->second,
                     .fast_value = fast.value,
                     .explanation = fast.explanation,
                     .saving = {}};
    for (const MeasuredSaving& saving : savings)
      if (saving.key == found.key && saving.from == found.value && saving.to == found.fast_value) found.saving = saving;
    slow.push_back(std::move(found));
  }
  return slow;
}

std::string how_fast(const RunStatistics& s) {
  return fmt::format(
      "A step takes {} on average (median {}, p95 {}, longest {}), {} of the 100 ms budget of a 10 Hz planner: {} of "
      "{} "
      "steps miss it, {} the limit of 1 s, and the run is {}× real time.",
      duration_text(s.step.mean), duration_text(s.step.p50), duration_text(s.step.p95), duration_text(s.step.max),
      percent_text(s.step.mean / kBudgetNs), s.misses_100ms, s.step.count, s.misses_1s,
      short_number(s.real_time_factor));
}

std::string what_first(const RunFindings& f) {
  if (!f.slow_switches.empty()) {
    std::string untried;
    const SlowSwitch* best = nullptr;  // of what was measured for certain
    for (const SlowSwitch& s : f.slow_switches) {
      if (!s.saving) untried += fmt::format("{}{}={}", untried.empty() ? "" : ", ", s.key, s.fast_value);
      if (s.measured() && s.saving->low_ns > 0.0 && (best == nullptr || s.saving->saving_ns > best->saving->saving_ns))
        best = &s;
    }
    if (best != nullptr)
      return fmt::format("first of all set {}={}, which was measured to save {} per step{}", best->key,
                         best->fast_value, duration_text(best->saving->saving_ns),
                         untried.empty() ? "" : ", and measure the other switches that are not fast (" + untried + ")");
    if (!untried.empty())
      return fmt::format("first of all measure what the switches that are not fast cost here ({})", untried);
  }
  const Bottleneck& b = f.bottlenecks.front();
  const std::string switches = f.slow_switches.empty() ? "all switches are in their fast position"
                                                       : "no switch that is not fast was measured to save anything";
  if (b.worst.empty()) return switches;
  return fmt::format("{}, so look first at step {}, where it takes {}", switches, b.worst.front().step,
                     duration_text(static_cast<double>(b.worst.front().self_ns)));
}

std::string where_time_goes(const RunFindings& f) {
  if (f.bottlenecks.empty()) return "No stage takes 1 % of the time.";
  const StageRow& row = f.bottlenecks.front().row;
  return fmt::format("The largest part is {} with {} of the time ({} per step); {}.", row_title(row.stage),
                     percent_text(row.share), duration_text(row.self.mean), what_first(f));
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
  f.slow_switches = slow_switches_of(run.facts, savings);
  if (run.own_steps().empty()) {
    f.bottom_line = {"No step was finished: " +
                     (run.facts.message.empty() ? std::string("the run was ") + run.facts.status : run.facts.message)};
    return f;
  }
  f.statistics = statistics_of(run.own_steps(), run.step_interval_s);
  f.breakdown = breakdown_of(run);
  f.split = cost_split_of(run, kBudgetNs);
  f.bottlenecks = bottlenecks_of(run, f.statistics);
  f.cost_model = cost_model_of(run.own_steps());
  if (const auto slowest = slowest_own_step(run)) f.slowest = explain_own_step(run, f.cost_model, *slowest);
  f.slow_for_complexity = own_slow_for_their_complexity(run, f.cost_model);
  f.surprises = surprises_of(options.expectations, run, f.statistics, f.split);
  f.bottom_line = {how_fast(f.statistics), where_time_goes(f)};
  add_scenes(f);
  return f;
}

std::string switches_text(const RunFacts& facts) {
  std::string text;
  for (const auto& [key, value] : facts.switches) text += (text.empty() ? "" : ", ") + key + "=" + value;
  return text;
}

std::string model_text(const RunFacts& facts) {
  if (!facts.model) return {};
  return facts.model->sha256.empty() ? facts.model->name : facts.model->name + " " + facts.model->sha256;
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
      {"switches", &switches_text},
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
    if (std::any_of(d.values.begin(), d.values.end(), [&d](const std::string& v) { return v != d.values.front(); }))
      differences.push_back(std::move(d));
  }
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
