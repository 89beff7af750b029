#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/analysis/slow_step.h"
#include "core/report/bottleneck.h"
#include "core/report/breakdown.h"
#include "core/report/cost_split.h"
#include "core/report/expectations.h"
#include "core/report/scene.h"
#include "core/report/switch_scope.h"

namespace stepscope {

// What a switch was measured to save, by paired runs.
struct MeasuredSaving {
  std::string key, from, to;         // "queries", "per-step", "per-scenario"
  double saving_ns{0.0};             // per step; negative: it costs
  double low_ns{0.0}, high_ns{0.0};  // 95 % interval
  int pairs{0};
  std::string source;     // which measurement
  std::string why_not{};  // no saving is known, and why: "not used by this planner"; the numbers mean nothing then
};

// A run to report about.
struct ReportedRun {
  std::shared_ptr<const ProfiledRun> run;
  std::string source;                     // where it comes from, for people: a folder, a run's number; may be empty
  SceneSource scene;                      // may be empty
  std::string why_no_scene;               // then
  std::vector<MeasuredSaving> savings{};  // measured for runs like this one
  std::string why_no_savings{};           // why those that were measured say nothing about it
};

struct ReportOptions {
  std::vector<Expectation> expectations{default_expectations()};
  std::vector<MeasuredSaving> savings;  // for every run
};

// A switch that is not as in the fast profile.
struct SlowSwitch {
  std::string key, value, fast_value, explanation;
  std::optional<MeasuredSaving> saving;  // none: nobody tried yet
  SwitchScope scope;

  bool measured() const { return saving && saving->why_not.empty(); }
  // Worth trying: not measured, nor found to be of no use, and it acts on steps of this run.
  bool untried() const { return !saving && scope.why_no_effect.empty(); }
};

struct ThumbnailOfStep {
  std::size_t step{0};
  Picture picture;
};

// Everything the report says about one run, format-free.
struct RunFindings {
  ReportedRun reported;
  RunStatistics statistics;
  Breakdown breakdown;
  CostSplit split;
  std::vector<Bottleneck> bottlenecks;
  std::vector<ThumbnailOfStep> scenes;  // of the worst step of each bottleneck, each step once
  CostModel cost_model;
  std::optional<SlowStep> slowest;          // the cold first step apart; none without steps
  std::optional<SlowStep> slowest_working;  // where the slowest one waited for the processor: the slowest that did not
  std::vector<SlowForComplexity> slow_for_complexity;
  std::vector<Surprise> surprises;
  std::vector<SlowSwitch> slow_switches;  // those that act on most time first
  std::vector<std::string> bottom_line;   // two sentences; one without a finished step

  const ProfiledRun& run() const { return *reported.run; }
};

// A condition in which the runs differ.
struct Difference {
  std::string what;                 // "processor", "switch queries"
  std::vector<std::string> values;  // one per run
};

struct BottleneckReport {
  std::vector<RunFindings> runs;
  std::vector<Difference> differences;  // between several runs, planner aside
  std::vector<Expectation> expectations;
};

BottleneckReport bottleneck_report(std::vector<ReportedRun> runs, const ReportOptions& options = {});

}  // namespace stepscope
