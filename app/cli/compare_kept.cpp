#include <fmt/format.h>

#include "app/cli/compare_ways.h"
#include "app/cli/comparison_output.h"
#include "app/cli/interrupt.h"
#include "app/cli/measuring.h"
#include "core/pairing/baseline_comparison.h"
#include "core/pairing/solo_runner.h"
#include "core/pairing/stored_baseline.h"
#include "core/report/baseline_document.h"

namespace stepscope::cli {

namespace {

ExitCode refuse(const Console& console, const Error& error, ExitCode code) {
  console.error(error);
  return code;
}

// Scenarios in which nothing was finished.
void drop_empty(WayLevels& levels) {
  std::erase_if(levels.scenarios, [](const ScenarioLevels& scenario) { return scenario.runs.empty(); });
}

// Before anything is measured: whether the baseline has these scenarios, as long as they are.
Status in_baseline(const CompareOptions& options, const Arm& arm, const WayLevels& kept, Measuring& measuring) {
  if (kept.logs && *kept.logs != options.log)
    return Error{.file = options.baseline,
                 .place = {},
                 .field = "logs",
                 .reason = *kept.logs
                               ? "its runs wrote their logs, which counts into the total: measure with --write-logs"
                               : "its runs wrote no logs: measure without --write-logs"};
  const ScenarioSource source = measuring.source();
  for (std::size_t i = 0; i < measuring.scenarios(); ++i) {
    const auto scenario = source(i, arm.profile);
    if (!scenario.ok()) continue;  // said when it is measured
    const Status there = has_scenario(kept, scenario.value()->id().token.hex(), scenario.value()->iterations() - 1);
    if (there.ok()) continue;
    Error error = there.error();
    error.file = options.baseline;
    return error;
  }
  return {};
}

}  // namespace

ExitCode compare_with_kept(const CompareOptions& options, const Arm& arm, const std::vector<Gate>& gates) {
  Console console(options.common);
  WayLevels kept;
  if (!options.baseline.empty()) {
    auto read = read_baseline(options.baseline);
    if (!read.ok()) return refuse(console, read.error(), ExitCode::kBadInput);
    kept = std::move(read).value();
  }
  RunControl control;
  const Interrupt interrupt(control);
  ExitCode code = ExitCode::kDone;
  auto measuring = Measuring::prepare(options, console, code);
  if (!measuring.ok()) return refuse(console, measuring.error(), code);
  if (!options.baseline.empty())
    if (const Status there = in_baseline(options, arm, kept, *measuring.value()); !there.ok())
      return refuse(console, there.error(), ExitCode::kBadInput);
  const auto logs = measuring.value()->log_folder(options.log);
  if (!logs.ok()) return refuse(console, logs.error(), ExitCode::kBadInput);
  const SoloPlan plan{.arm = arm,
                      .scenarios = measuring.value()->scenarios(),
                      .scenario_of = measuring.value()->source(),
                      .runs = options.pairs,
                      .log_folder = logs.value()};
  SoloSession session = run_alone(plan, control, measuring.value()->progress());
  console.end_progress();
  code = measuring.value()->tell(session.problems);
  drop_empty(session.levels);
  if (session.levels.scenarios.empty()) {
    console.error({.file = {}, .place = {}, .field = {}, .reason = "not one run was finished"});
    return interrupt.happened() ? ExitCode::kInterrupted : code == ExitCode::kDone ? ExitCode::kBadInput : code;
  }
  BaselineFindings findings{.name = arm.name, .b = session.levels, .stopped = session.stopped};
  if (!options.baseline.empty()) {
    auto compared = compare_with_baseline(kept, session.levels);
    if (!compared.ok()) {
      Error error = compared.error();
      error.file = options.baseline;
      return refuse(console, error, ExitCode::kBadInput);
    }
    findings.comparison = std::move(compared).value();
    findings.differences = differences_between(kept.scenarios.front().facts, session.levels.scenarios.front().facts);
  }
  const BaselineEvidence evidence(kept, session.levels);
  for (const Gate& gate : gates) findings.gates.push_back(evaluate(gate, evidence));
  const ShownComparison shown{.document = baseline_document(findings), .json = baseline_json(findings)};
  show(console, shown);
  if (!options.out.empty())
    if (Status written = write_comparison(options.out, "comparison", shown); !written.ok())
      return refuse(console, written.error(), ExitCode::kBadInput);
  if (interrupt.happened()) {
    if (!options.save_baseline.empty())
      console.note("no baseline is made of half the runs: " + options.save_baseline + " is as it was");
    return ExitCode::kInterrupted;
  }
  if (!options.save_baseline.empty()) {
    if (Status written = write_baseline(options.save_baseline, session.levels); !written.ok())
      return refuse(console, written.error(), ExitCode::kBadInput);
    console.note("baseline kept in " + options.save_baseline);
  }
  const ExitCode verdict = judged(findings.gates, console);
  return code == ExitCode::kDone ? verdict : code;
}

}  // namespace stepscope::cli
