#include "core/report/report_measure.h"
#include "core/metrics/has_score.h"

#include <algorithm>

namespace stepscope {

namespace {

struct Subject {
  const ProfiledRun& run;
  const RunStatistics& statistics;
  const CostSplit& split;

  double per_step(std::int64_t n) const { return static_cast<double>(n) / static_cast<double>(statistics.step.count); }
};

struct Entry {
  const char* key;
  const char* title;
  const char* unit;
  std::optional<double> (*value)(const Subject&);
};

constexpr Entry kEntries[] = {
    {"statements_per_step", "statements per step", "",
     [](const Subject& s) -> std::optional<double> { return s.per_step(s.statistics.counters.statements); }},
    {"rows_per_step", "rows per step", "",
     [](const Subject& s) -> std::optional<double> { return s.per_step(s.statistics.counters.rows); }},
    {"connections_per_step", "connections opened per step", "",
     [](const Subject& s) -> std::optional<double> { return s.per_step(s.statistics.counters.connections); }},
    {"allocations_per_step", "heap allocations per step", "",
     [](const Subject& s) -> std::optional<double> { return s.per_step(s.statistics.counters.allocations); }},
    {"repeated_statements_percent", "statements repeated with the same parameters", "%",
     [](const Subject& s) -> std::optional<double> {
       std::int64_t calls = 0, repeats = 0;
       for (const StatementCost& cost : s.run.statements) {
         calls += cost.calls;
         repeats += cost.repeats;
       }
       if (calls == 0 && s.statistics.counters.statements == 0) return 0.0;  // none was executed, so none again
       if (calls == 0) return std::nullopt;
       return 100.0 * static_cast<double>(repeats) / static_cast<double>(calls);
     }},
    {"framework_ms", "framework per step", "ms",
     [](const Subject& s) -> std::optional<double> { return s.split.framework_ns * 1e-6; }},
    {"planner_ms", "planner per step", "ms",
     [](const Subject& s) -> std::optional<double> { return s.split.planner_ns * 1e-6; }},
    {"step_mean_ms", "mean step", "ms",
     [](const Subject& s) -> std::optional<double> { return s.statistics.step.mean * 1e-6; }},
    {"step_p95_ms", "95th percentile of the steps", "ms",
     [](const Subject& s) -> std::optional<double> { return s.statistics.step.p95 * 1e-6; }},
    {"step_max_ms", "longest step", "ms",
     [](const Subject& s) -> std::optional<double> { return s.statistics.step.max * 1e-6; }},
    {"deadline_misses", "steps over 100 ms", "",
     [](const Subject& s) -> std::optional<double> { return static_cast<double>(s.statistics.misses_100ms); }},
    {"unaccounted_percent", "time that no span covers", "%",
     [](const Subject& s) -> std::optional<double> {
       if (s.statistics.step.mean <= 0.0) return std::nullopt;
       return 100.0 * s.split.unaccounted_ns / s.statistics.step.mean;
     }},
    {"waiting_percent", "time off the processor", "%",
     [](const Subject& s) -> std::optional<double> { return std::max(0.0, 100.0 * (1.0 - s.statistics.cpu_share)); }},
    {"real_time_factor", "real-time factor", "×",
     [](const Subject& s) -> std::optional<double> { return s.statistics.real_time_factor; }},
    {"first_step_over_median", "first step against the median of the others", "×",
     [](const Subject& s) -> std::optional<double> {
       if (s.statistics.step_without_first.p50 <= 0.0) return std::nullopt;
       return s.statistics.first_step_ns / s.statistics.step_without_first.p50;
     }},
    {"score", "score of the run", "",
     [](const Subject& s) -> std::optional<double> {
       if (!has_score(s.run.score)) return std::nullopt;
       return s.run.score->final_score;
     }},
};

std::vector<ReportMeasure> all_measures() {
  std::vector<ReportMeasure> measures;
  for (const Entry& entry : kEntries) measures.push_back({entry.key, entry.title, entry.unit});
  for (std::size_t i = 1; i < kStageCount; ++i) {
    const auto stage = static_cast<Stage>(i);
    if (stage == Stage::kPlanner) continue;  // "planner_ms" is all of the planner's call
    measures.push_back({.key = std::string(stage_key(stage)) + "_ms",
                        .title = "own time of " + std::string(stage_title(stage)) + " per step",
                        .unit = "ms"});
  }
  return measures;
}

const std::vector<ReportMeasure>& measures() {
  static const std::vector<ReportMeasure> all = all_measures();
  return all;
}

}  // namespace

std::vector<ReportMeasure> report_measures() { return measures(); }

const ReportMeasure* find_measure(std::string_view key) {
  const auto found = std::ranges::find(measures(), key, &ReportMeasure::key);
  return found == measures().end() ? nullptr : &*found;
}

std::optional<double> measured(std::string_view key, const ProfiledRun& run, const RunStatistics& statistics,
                               const CostSplit& split) {
  if (statistics.step.count == 0) return std::nullopt;
  for (const Entry& entry : kEntries)
    if (key == entry.key) return entry.value({run, statistics, split});
  for (std::size_t i = 1; i < kStageCount; ++i) {
    if (key != std::string(stage_key(static_cast<Stage>(i))) + "_ms") continue;
    for (const StageRow& row : statistics.stages)
      if (row.stage == static_cast<Stage>(i)) return row.self.mean * 1e-6;
    return 0.0;
  }
  return std::nullopt;
}

}  // namespace stepscope
