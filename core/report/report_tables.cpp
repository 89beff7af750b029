#include "core/report/report_tables.h"

#include <fmt/format.h>

#include <iterator>

#include "core/probe/counters.h"
#include "core/record/csv.h"
#include "core/report/clean_text.h"

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

void add_distribution(fmt::memory_buffer& out, const Distribution& d) {
  fmt::format_to(std::back_inserter(out), ",{:.0f},{:.0f},{:.0f},{:.0f},{:.0f}", d.mean, d.p50, d.p95, d.p99, d.max);
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
  for (const char* kind : {"own", "total"})
    for (const char* what : {"mean", "p50", "p95", "p99", "max"}) fmt::format_to(add, ",{}_{}_ns", kind, what);
  fmt::format_to(add, "\n");
  std::size_t number = 0;
  for (const RunFindings& f : report.runs) {
    const std::string who = identity(++number, f.run().facts);
    for (const StageRow& row : f.statistics.stages) {
      fmt::format_to(add, "{},{},{},{:.6f}", who, stage_key(row.stage), row.steps, row.share);
      add_distribution(out, row.self);
      add_distribution(out, row.total);
      fmt::format_to(add, "\n");
    }
  }
  return fmt::to_string(out);
}

}  // namespace stepscope
