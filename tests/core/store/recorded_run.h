#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "core/analysis/stage_statistics.h"
#include "core/assembly/run_score.h"
#include "core/map/map_cache.h"
#include "core/record/profiled_run_of.h"
#include "core/store/run_store.h"
#include "core/store/store_recorder.h"
#include "core/store/stored_scenario.h"
#include "tests/support/files.h"

namespace stepscope::test {

// A scenario of the small log.
inline ScenarioPtr mini_scenario(const std::filesystem::path& root = mini_root(), double duration_s = 8.0) {
  MapCache maps;
  auto map = maps.get(root / "maps", "synthetic-mini");
  EXPECT_TRUE(map.ok()) << map.error().text();
  const std::filesystem::path db = root / "splits" / "synthetic" / "synthetic-mini-01.db";
  const auto token = Token::from_hex("be562b0b1f1b03cf");
  auto scenario = Scenario::load({.db = db, .token = *token}, "unknown",
                                 {.duration_s = duration_s, .offset_s = 0.0, .subsample = 0.5}, map.value());
  EXPECT_TRUE(scenario.ok()) << scenario.error().text();
  return scenario.value();
}

inline std::unique_ptr<AssembledRun> assembled(const RunRequest& request, const EngineProfile& profile,
                                               const ScenarioPtr& scenario) {
  auto run = AssembledRun::assemble(request, profile, scenario);
  EXPECT_TRUE(run.ok()) << run.error().text();
  return std::move(run).value();
}

// A run that was made and recorded, with what was live.
struct RecordedRun {
  std::unique_ptr<AssembledRun> run;
  RunOutcome outcome;
  std::optional<Scorecard> card;
  ProfiledRun live;
  std::optional<RunId> id;
  std::filesystem::path store;
  std::vector<std::string> problems;
};

inline RecordedRun record(const RunRequest& request, const EngineProfile& profile, const ScenarioPtr& scenario,
                          const std::filesystem::path& store, StepSink* next = nullptr) {
  RecordedRun recorded{.run = assembled(request, profile, scenario)};
  RunControl control;
  StoreRecorder recorder(*recorded.run, {.store = store, .source = RunSource::kLive}, next);
  recorded.outcome = recorded.run->run(control, &recorder);
  recorded.card = score_run(*recorded.run);
  const Scorecard* card = recorded.card ? &*recorded.card : nullptr;
  recorder.finish(recorded.outcome, card);
  recorded.live = profiled_run_of({.run = *recorded.run, .outcome = recorded.outcome, .score = card}, recorder.tape());
  recorded.live.background = recorder.background();
  recorded.id = recorder.id();
  recorded.store = recorder.store();
  recorded.problems = recorder.problems();
  return recorded;
}

}  // namespace stepscope::test
