// The model that comes with the program: what it promises, and that it drives the demo that `./run` shows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "core/assembly/run_score.h"
#include "core/dataset/data_root.h"
#include "core/learning/learning_library.h"
#include "core/learning/model_choice.h"
#include "core/learning/model_contract.h"
#include "core/map/map_cache.h"
#include "core/synthesis/demo.h"
#include "tests/support/files.h"

namespace stepscope::test {
namespace {

using testing::Contains;
using testing::HasSubstr;

std::filesystem::path shipped_model() {
  const auto chosen = choose_model(std::string(kShippedModel));
  EXPECT_TRUE(chosen.ok()) << chosen.error().text();
  return chosen.ok() ? chosen.value().file : std::filesystem::path();
}

TEST(ShippedModel, SaysWhatItSeesAndHowItWasMade) {
  const std::filesystem::path model = shipped_model();
  EXPECT_LE(std::filesystem::file_size(model), 6'000'000U);
  const auto found = read_contract(model);
  ASSERT_TRUE(found.ok()) << found.error().text();
  EXPECT_FALSE(found.value().assumed);
  const ModelContract& contract = found.value().contract;
  EXPECT_EQ(contract.horizon_s(), 8.0);
  EXPECT_THAT(contract.raster.channels, Contains(RasterChannel::kRoute));
  EXPECT_THAT(contract.raster.channels, Contains(RasterChannel::kEgoSpeed));
  EXPECT_FALSE(contract.description.empty());
  EXPECT_THAT(contract.training_data, HasSubstr("stepscope-cli train"));
}

class ShippedModelDrive : public testing::TestWithParam<Challenge> {};

// 15 s of a left turn at lights: about 150 pictures.
TEST_P(ShippedModelDrive, TakesTheTurnOfTheDemoInsideTheDrivableArea) {
  if (const auto library = learning_library(); !library.ok()) GTEST_SKIP() << library.error().text();
  const TemporaryFolder folder;
  ASSERT_TRUE(write_demo(folder.path(), {.seed = 1, .logs = 1}).ok());
  const auto paths = find_data_root(folder.path());
  ASSERT_TRUE(paths.ok()) << paths.error().text();
  const DatasetPtr data = index_dataset(paths.value(), {});
  const LogSummary& log = data->logs.front();
  const auto turn =
      std::ranges::find_if(log.scenarios, [](const ScenarioRow& row) { return row.type == "starting_left_turn"; });
  ASSERT_NE(turn, log.scenarios.end());
  MapCache maps;
  const auto map = maps.get(paths.value().maps, log.location);
  ASSERT_TRUE(map.ok()) << map.error().text();
  const ScenarioRow row = *turn;
  const auto scenario = Scenario::load({.db = log.db, .token = row.token}, std::string(row.type),
                                       ScenarioExtraction::for_type(row.type), map.value());
  ASSERT_TRUE(scenario.ok()) << scenario.error().text();

  auto run = AssembledRun::assemble({.planner = "ml-raster", .challenge = GetParam()}, EngineProfile::fast(),
                                    scenario.value());
  ASSERT_TRUE(run.ok()) << run.error().text();
  RunControl control;
  const RunOutcome outcome = run.value()->run(control);
  ASSERT_EQ(outcome.status, RunStatus::kReachedEnd) << outcome.error.text();
  const auto card = score_run(*run.value());
  ASSERT_TRUE(card.has_value());
  for (const char* name : {"drivable_area_compliance", "ego_is_making_progress"}) {
    const Metric* const metric = card->find(name);
    ASSERT_NE(metric, nullptr);
    EXPECT_EQ(metric->score, 1.0) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(InBothClosedLoops, ShippedModelDrive,
                         testing::Values(Challenge::kClosedLoopNonreactiveAgents, Challenge::kClosedLoopReactiveAgents),
                         [](const auto& tested) {
                           return tested.param == Challenge::kClosedLoopReactiveAgents ? "reactive" : "recorded";
                         });

}  // namespace
}  // namespace stepscope::test
