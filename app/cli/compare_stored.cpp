#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <span>
#include <string_view>

#include "app/cli/compare_ways.h"
#include "app/cli/comparison_output.h"
#include "app/cli/kept_parent.h"
#include "app/cli/stored_output.h"
#include "core/files/json_text.h"
#include "core/fork/shared_steps.h"
#include "core/lockstep/run_place.h"
#include "core/pairing/output_comparer.h"
#include "core/pairing/pair_evidence.h"
#include "core/pairing/pair_findings.h"
#include "core/report/comparison_document.h"
#include "core/rerun/stored_request.h"
#include "core/store/run_store.h"

namespace stepscope::cli {

namespace {

constexpr std::size_t kMostRuns = 4;

int shared_between(const StoredOutput& a, const StoredOutput& b) {
  return shared_steps({a.uuid, a.run.facts.fork}, {b.uuid, b.run.facts.fork});
}

// An error says why two runs cannot be compared. Forks may be longer than the run that they are of: it ended early.
Status comparable(const StoredOutput& a, const StoredOutput& b) {
  const auto refuse = [&](const std::string& reason) {
    return Error{.file = b.name, .place = {}, .field = {}, .reason = reason + ": not comparable with " + a.name};
  };
  for (const StoredOutput* run : {&a, &b})
    if (run->run.steps.empty())
      return Error{.file = run->name, .place = {}, .field = {}, .reason = "has no finished step"};
  if (const Status same = same_place(place_of(a.run), place_of(b.run)); !same.ok()) return refuse(same.error().text());
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
  if (!arm_a || !arm_b) return no_promise();
  return promise_of(*arm_a, *arm_b);
}

WayNames names_of(const StoredOutput& a, const StoredOutput& b) {
  const RunFacts &of_a = a.run.facts, &of_b = b.run.facts;
  if (of_a.planner != of_b.planner) return {.a = of_a.planner, .b = of_b.planner};
  if (of_a.profile != of_b.profile) return {.a = of_a.profile, .b = of_b.profile};
  return {.a = of_a.planner + " (" + a.name + ")", .b = of_b.planner + " (" + b.name + ")"};
}

// Steps `first` … `end` − 1.
MeasuredRun as_measured(const ProfiledRun& run, std::size_t first, std::size_t end) {
  MeasuredRun out;
  const std::span steps = std::span(run.steps).first(end).subspan(first);
  out.steps.assign(steps.begin(), steps.end());
  for (const StepTiming& step : steps) out.loop_ns += step.wall_ns;
  return out;
}

// What forks mean for a comparison of times.
std::vector<std::string> fork_notes(const StoredOutput& a, const StoredOutput& b, std::size_t first, int shared) {
  std::vector<std::string> notes;
  for (const StoredOutput* run : {&a, &b})
    if (run->run.facts.fork)
      notes.push_back(fmt::format("{} went on from another run at step {}", run->name, run->run.facts.fork->step));
  if (shared > 0)
    notes.push_back(fmt::format("The two share steps 0 to {}, which are equal to the last bit", shared - 1));
  if (first > 0)
    notes.push_back(fmt::format(
        "Times are of the steps from {} on: those before were made in the run that was gone on from", first));
  return notes;
}

// An error: runs that must share their beginning do not.
Status check_shared(const StoredOutput& a, const StoredOutput& b, const OutputDifference& outputs, int shared) {
  if (!outputs.inexact || outputs.inexact->step >= shared) return {};
  return Error{
      .file = b.name,
      .place = fmt::format("step {}", outputs.inexact->step),
      .field = std::string(output_part_title(outputs.inexact->part)),
      .reason = fmt::format("is not that of {} ({}), though both must share the steps before {}: one of them is "
                            "damaged, or this is a fault of the program",
                            a.name, outputs.inexact->what, shared)};
}

Result<PairFindings> findings_between(const StoredOutput& a, const StoredOutput& b) {
  PairFindings out{.source = PairFindings::Source::kStored, .names = names_of(a, b)};
  out.promise = promise_between(a.run.facts, b.run.facts);
  const int shared = shared_between(a, b);
  const std::size_t first = std::max(a.run.first_own_step(), b.run.first_own_step());
  const std::size_t end = std::min(a.run.steps.size(), b.run.steps.size());
  if (first >= end)
    return Error{
        .file = b.name,
        .place = {},
        .field = {},
        .reason = fmt::format("went on where {} ended, at step {}: they have no step to compare", a.name, end)};
  out.notes = fork_notes(a, b, first, shared);
  if (a.run.steps.size() != b.run.steps.size())
    out.notes.push_back(
        fmt::format("{} made {} steps ({}), {} made {} ({}): times and outputs are compared up to step {}", a.name,
                    a.run.steps.size(), a.run.facts.status, b.name, b.run.steps.size(), b.run.facts.status, end - 1));
  out.pairs.push_back({.a = as_measured(a.run, first, end), .b = as_measured(b.run, first, end), .scenario = 0});
  auto comparison = compare_runs(out.pairs);
  if (!comparison.ok()) return comparison.error();
  out.comparison = std::move(comparison).value();
  out.differences = differences_between(a.run.facts, b.run.facts);
  PairedScenario scenario{.facts_a = a.run.facts,
                          .facts_b = b.run.facts,
                          .steps = static_cast<int>(end),
                          .score_a = a.run.score,
                          .score_b = b.run.score};
  out.why_no_outputs = !a.why_no_frames.empty() ? a.why_no_frames : b.why_no_frames;
  if (out.why_no_outputs.empty()) {
    const auto both_made = [end](const std::vector<LoggedFrame>& frames) {
      return output_of(std::span(frames).first(std::min(end, frames.size())));
    };
    scenario.outputs = output_difference(both_made(a.frames), both_made(b.frames), out.promise.tolerance);
    if (a.run.steps.size() == b.run.steps.size() && a.run.score && b.run.score) {
      scenario.outputs.score_a = a.run.score->final_score;
      scenario.outputs.score_b = b.run.score->final_score;
    }
    if (Status same = check_shared(a, b, scenario.outputs, shared); !same.ok()) return same.error();
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

// Alone, a fork is compared with the run that it went on from: its name.
Result<std::string> parent_of_fork(const std::string& name, const std::filesystem::path& file) {
  const auto refuse = [&](const std::string& reason) {
    return Error{.file = {}, .place = name, .field = {}, .reason = reason};
  };
  const auto id = stored_id(name);
  if (!id) return refuse("is one run: two to four are compared, or a fork of the store with the run it went on from");
  const auto store = RunStore::open(file);
  if (!store.ok()) return store.error();
  const auto run = store.value().summary(*id);
  if (!run.ok()) return run.error();
  const auto& fork = run.value().fork;
  if (!fork) return refuse("is one run and no fork of another: name the run to compare it with");
  if (!fork->parent) return refuse("went on from a run that is not in this store: name another to compare it with");
  return std::to_string(*fork->parent);
}

}  // namespace

ExitCode compare_stored_runs(const CompareOptions& options, const std::vector<Gate>& gates) {
  const Console console(options.common);
  if (options.runs.size() > kMostRuns) {
    console.error({.file = {},
                   .place = "runs",
                   .field = {},
                   .reason = fmt::format("{} given: two to {} are compared", options.runs.size(), kMostRuns)});
    return ExitCode::kUsage;
  }
  MapCache maps;
  const std::filesystem::path store = reading_store(options.store, console);
  std::vector<std::string> names = options.runs;
  if (names.size() == 1) {
    auto parent = parent_of_fork(names.front(), store);
    if (!parent.ok()) {
      console.error(parent.error());
      return refusal_code(parent.error());
    }
    names.insert(names.begin(), std::move(parent).value());
  }
  std::vector<StoredOutput> runs;
  for (const std::string& name : names) {
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
