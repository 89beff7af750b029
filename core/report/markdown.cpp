#include "core/report/markdown.h"

#include "core/report/markdown_score.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace stepscope {

namespace {

constexpr double kBudgetNs = 100e6;  // a step at 10 Hz

// Three significant digits without an exponent. 9.996 becomes 10.0, not 10.00: what decides is the rounded value.
std::string three_digits(double value) {
  if (!std::isfinite(value)) return "–";
  if (value == 0.0) return "0";
  int decimals = 2 - static_cast<int>(std::floor(std::log10(std::abs(value))));
  if (std::round(std::abs(value) * std::pow(10.0, decimals)) >= 1000.0) --decimals;
  return fmt::format("{:.{}f}", value, std::max(0, decimals));
}

const StageRow* longest_stage(const RunStatistics& statistics) {
  const StageRow* longest = nullptr;
  for (const StageRow& row : statistics.stages)
    if (longest == nullptr || row.share > longest->share) longest = &row;
  return longest;
}

std::string_view title_of(Stage stage) { return stage == Stage::kStep ? "unaccounted" : stage_title(stage); }

void add_bottom_line(fmt::memory_buffer& out, const ProfiledRun& run, const RunStatistics& s) {
  const StageRow* longest = longest_stage(s);
  const auto add = std::back_inserter(out);
  fmt::format_to(add,
                 "A step takes {} on average (median {}, p95 {}, longest {}), {} of the 100 ms budget of a 10 Hz "
                 "planner; {} of {} steps miss it. ",
                 duration_text(s.step.mean), duration_text(s.step.p50), duration_text(s.step.p95),
                 duration_text(s.step.max), three_digits(100.0 * s.step.mean / kBudgetNs) + " %", s.misses_100ms,
                 s.step.count);
  if (longest != nullptr)
    fmt::format_to(add, "The largest part is {} with {} % of the time; the run is {}× real time.\n\n",
                   title_of(longest->stage), three_digits(100.0 * longest->share), three_digits(s.real_time_factor));
  if (run.facts.status != "reached_end") {
    fmt::format_to(
        add, "**The run did not reach its end: {}{}{}.** Everything below is about the {} steps it made.\n\n",
        run.facts.status, run.facts.message.empty() ? "" : ": ", markdown_text(run.facts.message), run.steps.size());
  }
}

void add_stages(fmt::memory_buffer& out, const RunStatistics& s) {
  const auto add = std::back_inserter(out);
  const bool small = s.step.mean < 100e3;  // a table of 0.0000… ms helps nobody
  fmt::format_to(add,
                 "| stage | mean {0}/step | p50 {0} | p95 {0} | p99 {0} | max {0} | share % |\n"
                 "|---|--:|--:|--:|--:|--:|--:|\n",
                 small ? "µs" : "ms");
  const auto in_unit = [small](double ns) { return three_digits(ns * (small ? 1e-3 : 1e-6)); };
  for (const StageRow& row : s.stages)
    fmt::format_to(add, "| {} | {} | {} | {} | {} | {} | {:.1f} |\n", title_of(row.stage), in_unit(row.self.mean),
                   in_unit(row.self.p50), in_unit(row.self.p95), in_unit(row.self.p99), in_unit(row.self.max),
                   100.0 * row.share);
  fmt::format_to(add, "| **step** | **{}** | {} | {} | {} | {} | 100.0 |\n\n", in_unit(s.step.mean),
                 in_unit(s.step.p50), in_unit(s.step.p95), in_unit(s.step.p99), in_unit(s.step.max));
  fmt::format_to(add,
                 "Times of a stage are its own, without the stages inside it; they add up to the step. The first "
                 "step, cold, took {}; the others {} on average.\n\n",
                 duration_text(s.first_step_ns), duration_text(s.step_without_first.mean));
}

void add_counts(fmt::memory_buffer& out, const ProfiledRun& run, const RunStatistics& s) {
  const auto add = std::back_inserter(out);
  const double steps = static_cast<double>(std::max<std::int64_t>(s.step.count, 1));
  const auto per_step = [steps](std::int64_t n) { return three_digits(static_cast<double>(n) / steps); };
  fmt::format_to(add, "Per step: {} statements, {} rows, {} connections, {} agents, {} heap allocations.\n\n",
                 per_step(s.counters.statements), per_step(s.counters.rows), per_step(s.counters.connections),
                 per_step(s.counters.agents), per_step(s.counters.allocations));
  if (run.statements.empty()) return;
  fmt::format_to(add, "| statement | calls | rows | connections | repeats | ms |\n|---|--:|--:|--:|--:|--:|\n");
  for (const StatementCost& q : run.statements)
    fmt::format_to(add, "| {} | {} | {} | {} | {} | {} |\n", markdown_text(q.sql), q.calls, q.rows, q.connections,
                   q.repeats, three_digits(static_cast<double>(q.total_ns) * 1e-6));
  fmt::format_to(add, "\n");
}

void add_run(fmt::memory_buffer& out, const ProfiledRun& run) {
  const auto add = std::back_inserter(out);
  const RunStatistics s = statistics_of(run.steps, run.step_interval_s);
  fmt::format_to(add, "## {}, {}, profile {}\n\n", markdown_text(run.facts.planner), markdown_text(run.facts.challenge),
                 markdown_text(run.facts.profile));
  fmt::format_to(add, "Scenario `{}` ({}) of log {}, map {}, {} iterations; controller {}.\n\n",
                 markdown_text(run.facts.token), markdown_text(run.facts.scenario_type), markdown_text(run.facts.log),
                 markdown_text(run.facts.location), run.facts.iterations, markdown_text(run.facts.controller));
  if (run.steps.empty()) {
    fmt::format_to(add, "No step was finished: {}\n\n", markdown_text(run.facts.message));
    return;
  }
  if (run.score) out.append(score_section(*run.score));
  add_bottom_line(out, run, s);
  add_stages(out, s);
  add_counts(out, run, s);
  for (const std::string& warning : run.facts.warnings) fmt::format_to(add, "- {}\n", markdown_text(warning));
  if (!run.facts.warnings.empty()) fmt::format_to(add, "\n");
}

}  // namespace

std::string markdown_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '&':
        escaped += "&amp;";
        break;
      case '\n':
      case '\r':
        escaped += ' ';
        break;
      case '|':
      case '`':
      case '*':
      case '\\':
      case '[':
      case ']':
      case '#':
        escaped += '\\';
        escaped += c;
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string duration_text(double ns) {
  if (ns < 1e3) return three_digits(ns) + " ns";
  if (ns < 1e6) return three_digits(ns * 1e-3) + " µs";
  if (ns < 1e9) return three_digits(ns * 1e-6) + " ms";
  return three_digits(ns * 1e-9) + " s";
}

std::string markdown_report(std::span<const ProfiledRun> runs) {
  fmt::memory_buffer out;
  const auto add = std::back_inserter(out);
  fmt::format_to(add, "# Timing report\n\n");
  for (const ProfiledRun& run : runs) add_run(out, run);
  if (runs.empty()) return fmt::to_string(out);
  const ProfiledRun& run = runs.front();
  fmt::format_to(add, "## Environment and method\n\n{}, {}. Stepscope {} ({}, {} build). Window: {}.\n\n",
                 markdown_text(run.facts.processor), markdown_text(run.facts.system),
                 markdown_text(run.facts.program_version), markdown_text(run.facts.git_revision),
                 markdown_text(run.facts.build_type), markdown_text(run.facts.window));
  fmt::format_to(add,
                 "Every step is a tree of spans on the steady clock; self time is a span's total less that of its "
                 "children, what no span covers is the row \"unaccounted\". Reading the scenario before the run and "
                 "writing files after it are not part of a step. One run shows where time goes; whether two runs "
                 "differ takes repeated pairs.\n\nNot measured: memory bandwidth, cache misses, energy.\n");
  return fmt::to_string(out);
}

}  // namespace stepscope
