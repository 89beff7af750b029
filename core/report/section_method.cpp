#include <fmt/format.h>

#include "core/analysis/span_groups.h"
#include "core/report/sections.h"

namespace stepscope {

namespace {

void add_environment(Blocks& out, const BottleneckReport& report) {
  Table table{.columns = {{"run", Align::kLeft},
                          {"processor", Align::kLeft},
                          {"system", Align::kLeft},
                          {"version", Align::kLeft},
                          {"build", Align::kLeft},
                          {"window", Align::kLeft}},
              .rows = {}};
  for (std::size_t i = 0; i < report.runs.size(); ++i) {
    const RunFacts& facts = report.runs[i].run().facts;
    table.rows.push_back({{run_name(report, i), facts.processor, facts.system,
                           facts.program_version + " (" + facts.git_revision + ")", facts.build_type, facts.window}});
  }
  out.emplace_back(std::move(table));
}

// None: no run asked one.
void add_models(Blocks& out, const BottleneckReport& report) {
  Table table{.columns = {{"run", Align::kLeft}, {"model", Align::kLeft}, {"SHA-256 of its file", Align::kLeft}},
              .rows = {}};
  for (std::size_t i = 0; i < report.runs.size(); ++i) {
    const auto& model = report.runs[i].run().facts.model;
    if (!model) continue;
    table.rows.push_back({{run_name(report, i), model->name, model->sha256.empty() ? "– (no file)" : model->sha256}});
  }
  if (!table.rows.empty()) out.emplace_back(std::move(table));
}

std::vector<std::string> not_measured(const BottleneckReport& report) {
  std::vector<std::string> list{
      "Memory bandwidth, cache misses, branch mispredictions, energy.",
      "Reading the scenario before the run and writing files after it: they are no part of a step.",
      "Frequency of the processor and other load on the machine while the run went on.",
      "Whether two runs differ: that takes repeated runs in pairs, with intervals."};
  std::size_t number = 0;
  for (const RunFindings& f : report.runs) {
    ++number;
    const auto add = [&list, number](const std::string& what) {
      list.push_back(fmt::format("Run {}: {}", number, what));
    };
    const ProfiledRun& run = f.run();
    if (run.facts.window == "attached")
      add("made with a window, which takes part of the machine; figures for others to rely on come from the command "
          "line.");
    if (run.steps.empty()) continue;
    if (!run.spans || run.spans->steps() == 0)
      add("no spans were recorded, so the tree is that of the stages' own times.");
    else if (run.spans->steps() < run.steps.size())
      add(fmt::format("spans of {} of {} steps were recorded.", run.spans->steps(), run.steps.size()));
    const StepRange all{.first = 0, .last = static_cast<int>(run.steps.size()) - 1};
    if (const int partly = run.spans ? steps_with_missing_spans(*run.spans, run.steps, all) : 0; partly > 0)
      add(fmt::format(
          "{} of {} steps had more spans than are kept: their stages' times are whole, their trees are not.", partly,
          run.steps.size()));
    if (run.statement_log.executions.empty() && f.statistics.counters.statements > 0)
      add("executions of statements were not recorded one by one.");
    if (run.background.empty()) add("work of other threads was not recorded, or there was none.");
    if (f.statistics.counters.allocations == 0)
      add("no heap allocation was counted: there was none, or the program does not count them.");
  }
  return list;
}

}  // namespace

void add_method(Blocks& out, const BottleneckReport& report) {
  if (report.runs.empty()) return;
  out.emplace_back(Heading{2, "Environment and method"});
  add_environment(out, report);
  add_models(out, report);
  out.emplace_back(Paragraph{
      "Every step is a tree of spans on the steady clock; a stage's own time is its total less that of its parts. "
      "Quantiles are interpolated between the steps' times. Shares are of the sum of all steps. The first step, cold, "
      "is "
      "part of all figures and said apart. Recording a span costs some 50 ns and is within the times."});
  out.emplace_back(Heading{3, "Not measured"});
  out.emplace_back(Items{not_measured(report)});
}

}  // namespace stepscope
