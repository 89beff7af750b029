#include <fmt/format.h>

#include <algorithm>

#include "core/metrics/has_score.h"
#include "core/report/number_text.h"
#include "core/report/sections.h"
#include "core/report/stage_rows.h"

namespace stepscope {

namespace {

constexpr std::size_t kMostRuns = 8;  // columns

std::size_t shown(const BottleneckReport& report) { return std::min(report.runs.size(), kMostRuns); }

template <typename Text>
TableRow row_of(const BottleneckReport& report, std::string name, Text&& text, int indent = 0) {
  TableRow row{.cells = {std::move(name)}, .indent = indent};
  for (std::size_t i = 0; i < shown(report); ++i) {
    const RunFindings& f = report.runs[i];
    row.cells.push_back(f.run().steps.empty() ? "–" : text(f));
  }
  return row;
}

std::string self_of(const RunFindings& f, Stage stage) {
  for (const StageRow& row : f.statistics.stages)
    if (row.stage == stage) return duration_text(row.self.mean);
  return "–";
}

void add_stage_rows(Table& table, const BottleneckReport& report) {
  for (std::size_t s = 0; s < kStageCount; ++s) {
    const auto stage = static_cast<Stage>(s);
    const bool ran = std::any_of(report.runs.begin(), report.runs.end(), [stage](const RunFindings& f) {
      return std::any_of(f.statistics.stages.begin(), f.statistics.stages.end(),
                         [stage](const StageRow& row) { return row.stage == stage; });
    });
    if (!ran) continue;
    const std::string name = row_title(stage);
    table.rows.push_back(row_of(
        report, name, [stage](const RunFindings& f) { return self_of(f, stage); }, 1));
  }
}

void add_differences(Blocks& out, const BottleneckReport& report) {
  if (report.differences.empty()) {
    out.emplace_back(Paragraph{"All were made under the same conditions: machine, build, switches, window, scenario."});
    return;
  }
  std::string what;
  std::size_t switches = 0;
  for (const Difference& d : report.differences) {
    if (d.what.starts_with("switch ") && ++switches > 1) continue;
    what += (what.empty() ? "" : ", ") + (switches == 1 && d.what.starts_with("switch ") ? "switches" : d.what);
  }
  out.emplace_back(Paragraph{
      "The runs differ in more than the planner, so their times may differ for that: " + what + ".", Tone::kWarning});
  Table table{.columns = {{"condition", Align::kLeft}}, .rows = {}};
  for (std::size_t i = 0; i < shown(report); ++i) table.columns.push_back({run_name(report, i), Align::kLeft});
  for (const Difference& d : report.differences) {
    TableRow row{.cells = {d.what}};
    for (std::size_t i = 0; i < shown(report); ++i) row.cells.push_back(d.values[i]);
    table.rows.push_back(std::move(row));
  }
  out.emplace_back(std::move(table));
}

}  // namespace

void add_comparison(Blocks& out, const BottleneckReport& report) {
  if (report.runs.size() < 2) return;
  out.emplace_back(Heading{2, "Side by side"});
  out.emplace_back(Paragraph{
      "One run of each shows where time goes, not whether two planners differ: that takes repeated runs in pairs."});
  add_differences(out, report);
  out.emplace_back(Paragraph{"Each run in a column:"});
  Table table{.columns = {{"", Align::kLeft}}, .rows = {}};
  for (std::size_t i = 0; i < shown(report); ++i) table.columns.push_back({run_name(report, i)});
  const auto add = [&](const char* name, auto text) { table.rows.push_back(row_of(report, name, text)); };
  add("steps", [](const RunFindings& f) { return std::to_string(f.statistics.step.count); });
  add("mean step", [](const RunFindings& f) { return duration_text(f.statistics.step.mean); });
  add("median", [](const RunFindings& f) { return duration_text(f.statistics.step.p50); });
  add("p95", [](const RunFindings& f) { return duration_text(f.statistics.step.p95); });
  add("longest after the first", [](const RunFindings& f) {
    return f.statistics.step.count > 1 ? duration_text(f.statistics.step_without_first.max) : std::string("–");
  });
  add("cold first step", [](const RunFindings& f) { return duration_text(f.statistics.first_step_ns); });
  add("off the processor",
      [](const RunFindings& f) { return percent_text(std::max(1.0 - f.statistics.cpu_share, 0.0)); });

  add("over 100 ms", [](const RunFindings& f) { return std::to_string(f.statistics.misses_100ms); });
  add("over 1 s", [](const RunFindings& f) { return std::to_string(f.statistics.misses_1s); });
  add("real-time factor", [](const RunFindings& f) { return short_number(f.statistics.real_time_factor); });
  add("framework", [](const RunFindings& f) { return duration_text(f.split.framework_ns); });
  add("planner", [](const RunFindings& f) { return duration_text(f.split.planner_ns); });
  add("statements per step", [](const RunFindings& f) {
    return short_number(static_cast<double>(f.statistics.counters.statements) /
                        static_cast<double>(f.statistics.step.count));
  });
  add("score", [](const RunFindings& f) {
    return has_score(f.run().score) ? fmt::format("{:.4g}", f.run().score->final_score) : std::string("–");
  });
  table.rows.push_back({std::vector<std::string>(table.columns.size())});
  table.rows.back().cells.front() = "own time of the stages, mean";
  add_stage_rows(table, report);
  out.emplace_back(std::move(table));
  if (report.runs.size() > kMostRuns)
    out.emplace_back(Paragraph{
        fmt::format("The first {} of {} runs; all are in the JSON and the CSV.", kMostRuns, report.runs.size())});
}

}  // namespace stepscope
