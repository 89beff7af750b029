#include "core/report/report_tables.h"

#include <fmt/format.h>

#include <iterator>

#include "core/probe/counters.h"
#include "core/record/csv.h"
#include "core/report/clean_text.h"
#include "core/report/stage_rows.h"

namespace stepscope {

namespace {

constexpr const char* kIdentity = "run,planner,challenge,profile,log,token,type";

// A name that a spreadsheet would take for a formula stays a text.
std::string field_of(const std::string& text) {
  std::string clean = clean_text(text);
  if (!clean.empty() && std::string_view("=+-@").find(clean.front()) != std::string_view::npos)
    clean.insert(0, 1, '\'');
  return csv_field(clean);
}

std::string identity(std::size_t number, const RunFacts& f) {
  return fmt::format("{},{},{},{},{},{},{}", number, field_of(f.planner), field_of(f.challenge), field_of(f.profile),
                     field_of(f.log), field_of(f.token), field_of(f.scenario_type));
}

// Means in full enough that those of the parts add up to that of the whole.
void add_distribution(fmt::memory_buffer& out, const Distribution& d) {
  fmt::format_to(std::back_inserter(out), ",{:.3f},{:.0f},{:.0f},{:.0f},{:.0f}", d.mean, d.p50, d.p95, d.p99, d.max);
}

void add_distribution_names(fmt::memory_buffer& out) {
  for (const char* kind : {"own", "total"})
    for (const char* what : {"mean", "p50", "p95", "p99", "max"})
      fmt::format_to(std::back_inserter(out), ",{}_{}_ns", kind, what);
  out.push_back('\n');
}

// Appends a node and its parts, returns the last line's number.
std::size_t add_node(fmt::memory_buffer& out, const std::string& who, const BreakdownNode& node, std::size_t line,
                     std::size_t above, int depth) {
  const std::string_view stage = node.stage == Stage::kStep && !node.own ? "step" : stage_key(node.stage);
  fmt::format_to(std::back_inserter(out), "{},{},{},{},{},{},{:.6f},{:.6f},{:.3f}", who, line,
                 above == 0 ? std::string() : std::to_string(above), depth, stage, node.own ? 1 : 0, node.share,
                 node.share_of_parent, node.calls_per_step);
  add_distribution(out, node.self);
  add_distribution(out, node.total);
  out.push_back('\n');
  std::size_t last = line;
  for (const BreakdownNode& part : node.parts) last = add_node(out, who, part, last + 1, line, depth + 1);
  return last;
}

}  // namespace

std::string report_steps_csv(const BottleneckReport& report) {
  fmt::memory_buffer out;
  const auto add = std::back_inserter(out);
  fmt::format_to(add, "{},step,time_us,wall_ns,cpu_ns", kIdentity);
  for (std::size_t i = 0; i < kStageCount; ++i) fmt::format_to(add, ",{}_ns", stage_key(static_cast<Stage>(i)));
  for (const CounterText& counter : kCounters) fmt::format_to(add, ",{}", counter.key);
  fmt::format_to(add, "\n");
  std::size_t number = 0;
  for (const RunFindings& f : report.runs) {
    const ProfiledRun& run = f.run();
    const std::string who = identity(++number, run.facts);
    for (std::size_t k = run.first_own_step(); k < run.steps.size(); ++k) {
      const StepTiming& step = run.steps[k];
      fmt::format_to(add, "{},{},", who, k);
      if (k < run.times.size()) fmt::format_to(add, "{}", run.times[k].us);
      fmt::format_to(add, ",{},{}", step.wall_ns, step.cpu_ns);
      for (const std::int64_t self : step.self_ns) fmt::format_to(add, ",{}", self);
      for (const CounterText& counter : kCounters) fmt::format_to(add, ",{}", step.counters.*counter.value);
      fmt::format_to(add, "\n");
    }
  }
  return fmt::to_string(out);
}

std::string report_stages_csv(const BottleneckReport& report) {
  fmt::memory_buffer out;
  const auto add = std::back_inserter(out);
  fmt::format_to(add, "{},stage,steps,share", kIdentity);
  add_distribution_names(out);
  std::size_t number = 0;
  for (const RunFindings& f : report.runs) {
    const std::string who = identity(++number, f.run().facts);
    for (const StageRow& row : f.statistics.stages) {
      fmt::format_to(add, "{},{},{},{:.6f}", who, stage_key(row.stage), row.steps, row.share);
      add_distribution(out, row.self);
      add_distribution(out, row_total(row));
      fmt::format_to(add, "\n");
    }
  }
  return fmt::to_string(out);
}

std::string report_breakdown_csv(const BottleneckReport& report) {
  fmt::memory_buffer out;
  fmt::format_to(std::back_inserter(out), "{},line,above,depth,stage,own,share,share_of_above,calls_per_step",
                 kIdentity);
  add_distribution_names(out);
  std::size_t number = 0;
  for (const RunFindings& f : report.runs) {
    const std::string who = identity(++number, f.run().facts);
    if (!f.run().own_steps().empty()) add_node(out, who, f.breakdown.root, 1, 0, 0);
  }
  return fmt::to_string(out);
}

}  // namespace stepscope
