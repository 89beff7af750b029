#include "app/cli/run_table.h"

#include <fmt/core.h>

#include <algorithm>

#include "app/cli/score_text.h"

namespace stepscope::cli {

namespace {

double ms_per_step(const RunLine& line, std::size_t group) {
  const auto steps = static_cast<double>(std::max<std::int64_t>(line.statistics.step.count, 1));
  return static_cast<double>(line.statistics.group_ns[group]) * 1e-6 / steps;
}

}  // namespace

std::string stage_table(const std::vector<RunLine>& lines) {
  std::vector<std::size_t> groups;
  std::size_t name_width = 3;
  for (std::size_t g = 0; g < kStageGroupCount; ++g) {
    const auto spent = [g](const RunLine& line) { return line.statistics.group_ns[g] > 0; };
    if (std::any_of(lines.begin(), lines.end(), spent)) groups.push_back(g);
  }
  for (const RunLine& line : lines) name_width = std::max(name_width, line.name.size());

  std::string text =
      fmt::format("{:<{}}  {:>6}  {:>5}  {:>9}  {:>9}", "ms per step", name_width, "score", "steps", "step", "p95");
  for (const std::size_t g : groups) text += fmt::format("  {:>17}", group_title(static_cast<StageGroup>(g)));
  text += "  status\n";
  for (const RunLine& line : lines) {
    const RunStatistics& s = line.statistics;
    const std::string score = has_score(line.score) ? fmt::format("{:.4f}", line.score->final_score) : "-";
    text += fmt::format("{:<{}}  {:>6}  {:>5}  {:>9.4f}  {:>9.4f}", line.name, name_width, score, s.step.count,
                        s.step.mean * 1e-6, s.step.p95 * 1e-6);
    for (const std::size_t g : groups) text += fmt::format("  {:>17.4f}", ms_per_step(line, g));
    text += "  " + line.status + "\n";
  }
  return text;
}

RunStatistics statistics_of_run(const AssembledRun& run) {
  std::vector<StepTiming> steps;
  const std::size_t first = run.fork() ? static_cast<std::size_t>(run.fork()->step) : 0;
  for (std::size_t k = first; k < run.tape().size(); ++k) steps.push_back(run.tape().frame(k)->timing);
  return statistics_of(steps, run.scenario()->extraction().interval_s());
}

}  // namespace stepscope::cli
