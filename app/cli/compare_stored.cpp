#include <fmt/format.h>

#include <numeric>
#include <span>
#include <string_view>

#include "app/cli/compare_ways.h"
#include "app/cli/comparison_output.h"
#include "app/cli/stored_output.h"
#include "core/files/json_text.h"
#include "core/lockstep/run_place.h"
#include "core/pairing/output_comparer.h"
#include "core/pairing/pair_evidence.h"
#include "core/pairing/pair_findings.h"
#include "core/report/comparison_document.h"
#include "core/rerun/stored_request.h"

namespace stepscope::cli {

namespace {

constexpr std::size_t kMostRuns = 4;

// An error says why two runs cannot be compared.
Status comparable(const StoredOutput& a, const StoredOutput& b) {
  const auto refuse = [&](const std::string& reason) {
    return Error{.file = b.name, .place = {}, .field = {}, .reason = reason + ": not comparable with " + a.name};
  };
  for (const StoredOutput* run : {&a, &b})
    if (run->run.steps.empty())
      return Error{.file = run->name, .place = {}, .field = {}, .reason = "has no finished step"};
  if (const Status same = same_place(place_of(a.run), place_of(b.run)); !same.ok()) return refuse(same.error().text());
  if (a.run.steps.size() != b.run.steps.size())
    return refuse(fmt::format("has {} steps ({}), the other {} ({})", b.run.steps.size(), b.run.facts.status,
                              a.run.steps.size(), a.run.facts.status));
  return {};
}

PairPromise promise_between(const RunFacts& a, const RunFacts& b) {
  const auto arm = [](const RunFacts& facts) -> std::optional<Arm> {
    auto request = request_in(facts);
    auto profile = profile_in(facts);
    if (!request.ok() || !profile.ok()) return std::nullopt;
    return Arm{.name = {}, .request = std::move(request).value(), .profile = std::move(profile).value()};
  };
  const auto arm_a = arm(a), arm_b = arm(b);
  if (!arm_a || !arm_b) return {.kind = PairPromise::Kind::kNone, .tolerance = {}};
  return promise_of(*arm_a, *arm_b);
}

WayNames names_of(const StoredOutput& a, const StoredOutput& b) {
  const RunFacts &of_a = a.run.facts, &of_b = b.run.facts;
  if (of_a.planner != of_b.planner) return {.a = of_a.planner, .b = of_b.planner};
  if (of_a.profile != of_b.profile) return {.a = of_a.profile, .b = of_b.profile};
  return {.a = of_a.planner + " (" + a.name + ")", .b = of_b.planner + " (" + b.name + ")"};
}

MeasuredRun as_measured(const ProfiledRun& run) {
  MeasuredRun out{.steps = run.steps};
  for (const StepTiming& step : run.steps) out.loop_ns += step.wall_ns;
  return out;
}

Result<PairFindings> findings_between(const StoredOutput& a, const StoredOutput& b) {
  PairFindings out{.source = PairFindings::Source::kStored, .names = names_of(a, b)};
  out.promise = promise_between(a.run.facts, b.run.facts);
  out.pairs.push_back({.a = as_measured(a.run), .b = as_measured(b.run), .scenario = 0});
  auto comparison = compare_runs(out.pairs);
  if (!comparison.ok()) return comparison.error();
  out.comparison = std::move(comparison).value();
  out.differences = differences_between(a.run.facts, b.run.facts);
  PairedScenario scenario{.facts_a = a.run.facts,
                          .facts_b = b.run.facts,
                          .steps = static_cast<int>(a.run.steps.size()),
                          .score_a = a.run.score,
                          .score_b = b.run.score};
  out.why_no_outputs = !a.why_no_frames.empty() ? a.why_no_frames : b.why_no_frames;
  if (out.why_no_outputs.empty()) {
    scenario.outputs =
        output_difference(output_of(std::span(a.frames)), output_of(std::span(b.frames)), out.promise.tolerance);
    if (a.run.score && b.run.score) {
      scenario.outputs.score_a = a.run.score->final_score;
      scenario.outputs.score_b = b.run.score->final_score;
    }
    scenario.verdict = judge(scenario.outputs, out.promise);
  }
  out.scenarios.push_back(std::move(scenario));
  return out;
}

// As a shell takes it.
std::string quoted(const std::string& text) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=";
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) return text;
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// How to see the same runs in the window.
std::string window_command(const CompareOptions& options, std::span<const StoredOutput> runs) {
  std::string command = "stepscope";
  if (!options.store.store.empty()) command += " --store " + quoted(options.store.store);
  command += " --compare";
  for (const StoredOutput& run : runs) command += " " + quoted(run.place);
  return command;
}

}  // namespace

ExitCode compare_stored_runs(const CompareOptions& options, const std::vector<Gate>& gates) {
  const Console console(options.common);
  if (options.runs.size() < 2 || options.runs.size() > kMostRuns) {
    console.error({.file = {},
                   .place = "runs",
                   .field = {},
                   .reason = fmt::format("{} given: two to {} are compared", options.runs.size(), kMostRuns)});
    return ExitCode::kUsage;
  }
  MapCache maps;
  const std::filesystem::path store = reading_store(options.store, console);
  std::vector<StoredOutput> runs;
  for (const std::string& name : options.runs) {
    auto run = stored_output(name, store, options.data, maps);
    if (!run.ok()) {
      console.error(run.error());
      return ExitCode::kBadInput;
    }
    runs.push_back(std::move(run).value());
    if (const Status same = comparable(runs.front(), runs.back()); !same.ok()) {
      console.error(same.error());
      return ExitCode::kBadInput;
    }
  }
  ExitCode code = ExitCode::kDone;
  std::string json;
  for (std::size_t i = 1; i < runs.size(); ++i) {
    auto found = findings_between(runs.front(), runs[i]);
    if (!found.ok()) {
      console.error(found.error());
      return ExitCode::kBadInput;
    }
    PairFindings findings = std::move(found).value();
    const PairEvidence evidence(findings.pairs, findings.comparison, findings.score_b());
    for (const Gate& gate : gates) findings.gates.push_back(evaluate(gate, evidence));
    const ShownComparison shown{.document = comparison_document(findings), .json = comparison_json(findings)};
    if (!console.json()) show(console, shown);
    json += (json.empty() ? "" : ",\n") + shown.json;
    const std::string file = i == 1 ? "comparison" : "comparison_" + std::to_string(i);
    if (!options.out.empty())
      if (Status written = write_comparison(options.out, file, shown); !written.ok()) {
        console.error(written.error());
        return ExitCode::kBadInput;
      }
    if (judged(findings, console) != ExitCode::kDone) code = ExitCode::kGateFailed;
  }
  console.result("See them side by side: " + window_command(options, runs));
  console.result_json(runs.size() == 2 ? json : "[" + json + "]");
  return code;
}

}  // namespace stepscope::cli
