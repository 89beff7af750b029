#include <fmt/format.h>

#include "app/cli/compare_ways.h"
#include "app/cli/comparison_output.h"
#include "app/cli/interrupt.h"
#include "app/cli/measuring.h"
#include "core/pairing/logs_matter.h"
#include "core/pairing/pair_evidence.h"
#include "core/pairing/pair_findings.h"
#include "core/report/comparison_document.h"

namespace stepscope::cli {

namespace {

Result<PairPlan> plan_of(const CompareOptions& options, const ComparedArms& arms, Measuring& measuring) {
  auto logs = measuring.log_folder(options.log || logs_matter(arms.a, arms.b));
  if (!logs.ok()) return logs.error();
  return PairPlan{.a = arms.a,
                  .b = arms.b,
                  .scenarios = measuring.scenarios(),
                  .scenario_of = measuring.source(),
                  .pairs = options.pairs,
                  .same_pairs = same_pairs_of(options),
                  .seed = options.seed,
                  .log_folder = std::move(logs).value()};
}

}  // namespace

ExitCode compare_measured(const CompareOptions& options, const ComparedArms& arms, const std::vector<Gate>& gates) {
  Console console(options.common);
  RunControl control;
  const Interrupt interrupt(control);
  ExitCode code = ExitCode::kDone;
  auto measuring = Measuring::prepare(options, console, code);
  if (!measuring.ok()) {
    console.error(measuring.error());
    return code;
  }
  const auto plan = plan_of(options, arms, *measuring.value());
  if (!plan.ok()) {
    console.error(plan.error());
    return ExitCode::kBadInput;
  }
  PairSession session = run_pairs(plan.value(), control, measuring.value()->progress());
  console.end_progress();
  code = measuring.value()->tell(session.problems);
  if (session.pairs.empty()) {
    console.error({.file = {}, .place = {}, .field = {}, .reason = "not one pair of runs was finished"});
    return interrupt.happened() ? ExitCode::kInterrupted : code == ExitCode::kDone ? ExitCode::kBadInput : code;
  }
  ComparisonOptions how;
  how.answer = {.metric = options.time == "processor" ? MeasuredTime::kProcessor : MeasuredTime::kTotal,
                .equivalence = options.delta,
                .seed = options.seed};
  if (options.handicap > 0.0) how.wished_effect = options.handicap / (1.0 + options.handicap);
  auto found = findings_of(std::move(session), {.a = arms.a.name, .b = arms.b.name}, how);
  if (!found.ok()) {
    console.error(found.error());
    return ExitCode::kBadInput;
  }
  PairFindings findings = std::move(found).value();
  findings.pairs_planned = options.pairs;
  findings.same_pairs = same_pairs_of(options);
  findings.seed = options.seed;
  findings.handicap = options.handicap;
  const PairEvidence evidence(findings.pairs, findings.comparison, findings.score_b());
  for (const Gate& gate : gates) findings.gates.push_back(evaluate(gate, evidence));

  const ShownComparison shown{.document = comparison_document(findings), .json = comparison_json(findings)};
  show(console, shown);
  if (!options.out.empty())
    if (Status written = write_comparison(options.out, "comparison", shown); !written.ok()) {
      console.error(written.error());
      return ExitCode::kBadInput;
    }
  if (interrupt.happened()) return ExitCode::kInterrupted;
  const ExitCode verdict = judged(findings, console);
  return code == ExitCode::kDone ? verdict : code;
}

}  // namespace stepscope::cli
