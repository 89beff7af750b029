#pragma once

#include <memory>

#include "core/report/bottleneck_report.h"

namespace stepscope::test {

inline std::size_t place(Stage stage) { return static_cast<std::size_t>(stage); }

inline StepTiming step_of(std::int64_t planner, std::int64_t propagation, std::int64_t rest) {
  StepTiming t;
  t.self_ns[place(Stage::kPlanner)] = planner;
  t.self_ns[place(Stage::kPropagation)] = propagation;
  t.self_ns[place(Stage::kStep)] = rest;
  t.wall_ns = planner + propagation + rest;
  t.cpu_ns = t.wall_ns;
  t.total_ns[place(Stage::kStep)] = t.wall_ns;
  return t;
}

// Two steps of 3 ms and 1 ms: 1.5 and 0.5 ms of planner, the rest propagation and what no span covers.
inline ProfiledRun two_steps() {
  ProfiledRun run;
  run.facts.planner = "simple";
  run.facts.challenge = "open-loop-boxes";
  run.facts.profile = "fast";
  run.facts.log = "a log";
  run.facts.status = "reached_end";
  run.steps = {step_of(1'500'000, 1'000'000, 500'000), step_of(500'000, 400'000, 100'000)};
  return run;
}

// Names as bad as names get.
inline const char* kEvil =
    "<script>alert(1)</script>|`x`*b*[l](u)\n\"q\"'\\#\xff\xe2\x80\xae_e_ https://e.example/?a=1&b=2";
inline ProfiledRun evil_run() {
  ProfiledRun run = two_steps();
  for (std::string* name : {&run.facts.planner, &run.facts.challenge, &run.facts.profile, &run.facts.log,
                            &run.facts.token, &run.facts.scenario_type, &run.facts.location, &run.facts.controller,
                            &run.facts.agents, &run.facts.processor, &run.facts.system, &run.facts.program_version,
                            &run.facts.git_revision, &run.facts.build_type, &run.facts.window, &run.facts.message})
    *name = kEvil;
  run.facts.status = "failed";
  run.facts.warnings = {kEvil};
  run.facts.model = ModelFacts{.name = kEvil, .sha256 = kEvil};
  run.facts.parameters = {{kEvil, kEvil}};
  run.facts.switches = {{"queries", kEvil}};
  run.statements = {{.sql = kEvil, .calls = 3, .rows = 2, .total_ns = 5000, .connections = 1, .repeats = 1}};
  run.statement_log.texts = {{.sql = kEvil, .plan = {}}};
  run.statement_log.sites = {std::string("step › planner (") + kEvil + ")"};
  run.statement_log.executions = {{.step = 0, .statement = 0, .site = 0, .ns = 5000, .rows = 2}};
  return run;
}

// A tape of steps of one shape: step 10, input 2 with database 1 inside, planner 5 with features 4 and in them
// database 3; all in `unit` ns. Own times: step 3, input 1, planner 1, features 1, database 4.
inline ProfiledRun run_with_spans(std::size_t steps, std::int64_t unit = 1000) {
  ProfiledRun run = two_steps();
  run.steps.clear();
  auto tape = std::make_shared<SpanTape>(steps);
  for (std::size_t k = 0; k < steps; ++k) {
    const std::int64_t t = static_cast<std::int64_t>(k) * 20 * unit;
    const auto span = [t, unit](Stage stage, std::int16_t parent, std::int64_t begin, std::int64_t end) {
      return SpanRecord{.stage = stage, .parent = parent, .begin_ns = t + begin * unit, .end_ns = t + end * unit};
    };
    std::vector<SpanRecord> spans{span(Stage::kStep, -1, 0, 10),   span(Stage::kInputPreparation, 0, 0, 2),
                                  span(Stage::kDatabase, 1, 1, 2), span(Stage::kPlanner, 0, 3, 8),
                                  span(Stage::kFeatures, 3, 3, 7), span(Stage::kDatabase, 4, 4, 7)};
    for (SpanRecord& s : spans)
      if (s.stage == Stage::kDatabase) s.detail = 0;
    tape->append(spans);
    StepTiming timing;
    timing.self_ns[place(Stage::kStep)] = 3 * unit;
    timing.self_ns[place(Stage::kInputPreparation)] = unit;
    timing.self_ns[place(Stage::kPlanner)] = unit;
    timing.self_ns[place(Stage::kFeatures)] = unit;
    timing.self_ns[place(Stage::kDatabase)] = 4 * unit;
    timing.wall_ns = 10 * unit;
    timing.cpu_ns = 9 * unit;
    timing.counters.statements = 2;
    run.steps.push_back(timing);
    run.times.push_back(SimTime{static_cast<std::int64_t>(k) * 100'000});
    for (int i = 0; i < 2; ++i)
      run.statement_log.executions.push_back({.step = static_cast<std::int32_t>(k),
                                              .statement = 0,
                                              .site = i,
                                              .begin_ns = t + (i == 0 ? 1 : 4) * unit,
                                              .ns = (i == 0 ? 1 : 3) * unit,
                                              .rows = 7,
                                              .repeat = k > 0});
  }
  run.statement_log.texts = {{.sql = "SELECT x FROM ego", .plan = {}}};
  run.statement_log.sites = {"step › input preparation (ego)", "step › planner › features (ego)"};
  run.statements = {{.sql = "SELECT x FROM ego", .calls = 2 * static_cast<std::int64_t>(steps)}};
  run.spans = tape;
  return run;
}

inline BottleneckReport report_of(std::vector<ProfiledRun> runs, const ReportOptions& options = {}) {
  std::vector<ReportedRun> reported;
  for (ProfiledRun& run : runs)
    reported.push_back({.run = std::make_shared<const ProfiledRun>(std::move(run)),
                        .source = {},
                        .scene = {},
                        .why_no_scene = "no log"});
  return bottleneck_report(std::move(reported), options);
}

}  // namespace stepscope::test
