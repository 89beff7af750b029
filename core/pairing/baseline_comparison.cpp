#include "core/pairing/baseline_comparison.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/comparison/student_t.h"

namespace stepscope {

namespace {

using TimeOf = std::function<double(const RunLevel&)>;
using Kind = GateMetric::Kind;

const ScenarioLevels* scenario_in(const WayLevels& levels, const std::string& token) {
  const auto found =
      std::ranges::find(levels.scenarios, token, [](const ScenarioLevels& scenario) { return scenario.facts.token; });
  return found == levels.scenarios.end() ? nullptr : &*found;
}

// Logarithms of a time over the runs of a scenario.
struct LogSample {
  double mean{0.0};
  double variance_of_mean{0.0};
  int runs{0};
};
std::optional<LogSample> log_sample(const ScenarioLevels& scenario, const TimeOf& time_of) {
  LogSample out{.runs = static_cast<int>(scenario.runs.size())};
  std::vector<double> logs;
  for (const RunLevel& run : scenario.runs) {
    const double ns = time_of(run);
    if (!(ns > 0.0)) return std::nullopt;
    logs.push_back(std::log(ns));
    out.mean += logs.back() / out.runs;
  }
  if (logs.empty()) return std::nullopt;
  double squares = 0.0;
  for (const double log : logs) squares += (log - out.mean) * (log - out.mean);
  if (out.runs > 1) out.variance_of_mean = squares / (out.runs - 1) / out.runs;
  return out;
}

// Welch's interval of the mean over scenarios of the differences of two means.
std::optional<LevelRatio> ratio_of_levels(const WayLevels& a, const WayLevels& b, const TimeOf& time_of) {
  double log_a = 0.0, log_b = 0.0, variance = 0.0, for_freedom = 0.0;
  bool spread_known = true;
  const auto scenarios = static_cast<double>(b.scenarios.size());
  for (const ScenarioLevels& scenario : b.scenarios) {
    const ScenarioLevels* other = scenario_in(a, scenario.facts.token);
    if (other == nullptr) return std::nullopt;
    const auto in_a = log_sample(*other, time_of), in_b = log_sample(scenario, time_of);
    if (!in_a || !in_b) return std::nullopt;
    log_a += in_a->mean / scenarios;
    log_b += in_b->mean / scenarios;
    for (const LogSample& sample : {*in_a, *in_b}) {
      const double part = sample.variance_of_mean / (scenarios * scenarios);
      variance += part;
      spread_known = spread_known && sample.runs > 1;
      if (sample.runs > 1) for_freedom += part * part / (sample.runs - 1);
    }
  }
  LevelRatio out{.a_ns = std::exp(log_a), .b_ns = std::exp(log_b), .ratio = std::exp(log_b - log_a), .interval = {}};
  if (spread_known && variance > 0.0 && for_freedom > 0.0) {
    const double reach = student_t_quantile(0.975, variance * variance / for_freedom) * std::sqrt(variance);
    out.interval = Interval{.low = out.ratio * std::exp(-reach), .high = out.ratio * std::exp(reach)};
  }
  return out;
}

// Arithmetic mean over runs, every scenario counting alike.
double mean_over(const WayLevels& levels, const TimeOf& time_of) {
  double mean = 0.0;
  for (const ScenarioLevels& scenario : levels.scenarios)
    for (const RunLevel& run : scenario.runs)
      mean += time_of(run) / static_cast<double>(scenario.runs.size() * levels.scenarios.size());
  return mean;
}

TimeOf mean_of_stage(TimeSource source) {
  return [source](const RunLevel& run) {
    const StageLevel* stage = run.stage(source);
    return stage == nullptr ? 0.0 : stage->mean;
  };
}

TimeOf time_of_metric(const GateMetric& metric) {
  if (metric.kind == Kind::kTotal) return [](const RunLevel& run) { return static_cast<double>(run.total_ns); };
  if (metric.kind == Kind::kMean) return mean_of_stage(metric.source);
  return [metric](const RunLevel& run) {
    const StageLevel* stage = run.stage(metric.source);
    if (stage == nullptr) return 0.0;
    if (metric.quantile >= 1.0) return stage->max;
    return metric.quantile >= 0.99 ? stage->p99 : metric.quantile >= 0.95 ? stage->p95 : stage->p50;
  };
}

int fewest_runs(const WayLevels& levels) {
  std::size_t fewest = levels.scenarios.empty() ? 0 : levels.scenarios.front().runs.size();
  for (const ScenarioLevels& scenario : levels.scenarios) fewest = std::min(fewest, scenario.runs.size());
  return static_cast<int>(fewest);
}

}  // namespace

Status has_scenario(const WayLevels& baseline, const std::string& token, int steps) {
  const ScenarioLevels* kept = scenario_in(baseline, token);
  const std::string name = "scenario " + token;
  if (kept == nullptr) return Error{.file = {}, .place = name, .field = {}, .reason = "is not in the baseline"};
  if (kept->steps == steps) return {};
  return Error{
      .file = {},
      .place = name,
      .field = {},
      .reason = "has " + std::to_string(kept->steps) + " steps in the baseline and " + std::to_string(steps) + " now"};
}

Result<BaselineComparison> compare_with_baseline(const WayLevels& baseline, const WayLevels& b) {
  for (const ScenarioLevels& scenario : b.scenarios)
    if (Status same = has_scenario(baseline, scenario.facts.token, scenario.steps); !same.ok()) return same.error();
  BaselineComparison out{.runs_a = fewest_runs(baseline), .runs_b = fewest_runs(b), .total = {}, .stages = {}};
  if (const auto total = ratio_of_levels(baseline, b, time_of_metric({}))) out.total = *total;
  const auto add = [&](TimeSource source) {
    const TimeOf time_of = mean_of_stage(source);
    StageRatio row{.source = source,
                   .a_ns = mean_over(baseline, time_of),
                   .b_ns = mean_over(b, time_of),
                   .ratio = ratio_of_levels(baseline, b, time_of)};
    if (row.a_ns > 0.0 || row.b_ns > 0.0) out.stages.push_back(std::move(row));
  };
  add({.stage = Stage::kStep, .kind = TimeKind::kTotal});
  for (std::size_t s = 0; s < kStageCount; ++s) add({.stage = static_cast<Stage>(s), .kind = TimeKind::kSelf});
  return out;
}

std::optional<GateValue> BaselineEvidence::ratio(const GateMetric& metric) const {
  if (metric.kind == Kind::kMisses || metric.kind == Kind::kScore) return std::nullopt;
  const auto ratio = ratio_of_levels(a_, b_, time_of_metric(metric));
  if (!ratio) return std::nullopt;
  return GateValue{.value = ratio->ratio, .interval = ratio->interval};
}

std::optional<GateValue> BaselineEvidence::value(const GateMetric& metric) const {
  if (metric.kind == Kind::kScore) {
    double sum = 0.0;
    for (const ScenarioLevels& scenario : b_.scenarios) {
      if (!scenario.score) return std::nullopt;
      sum += *scenario.score;
    }
    return GateValue{.value = sum / static_cast<double>(b_.scenarios.size())};
  }
  if (metric.kind != Kind::kMisses) return GateValue{.value = mean_over(b_, time_of_metric(metric))};
  std::int64_t misses = 0;
  for (const ScenarioLevels& scenario : b_.scenarios)
    for (const RunLevel& run : scenario.runs)
      misses += std::ranges::count_if(run.steps_ns, [&](std::int64_t ns) { return ns > metric.budget_ns; });
  return GateValue{.value = static_cast<double>(misses)};
}

std::int64_t BaselineEvidence::steps() const {
  std::int64_t steps = 0;
  for (const ScenarioLevels& scenario : b_.scenarios)
    for (const RunLevel& run : scenario.runs) steps += static_cast<std::int64_t>(run.steps_ns.size());
  return steps;
}

}  // namespace stepscope
