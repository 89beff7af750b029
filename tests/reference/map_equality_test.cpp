// Runs that read their map on demand are to the bit those that find it in memory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "core/map/gpkg_reader.h"
#include "tests/reference/golden_run.h"
#include "tests/support/files.h"

namespace stepscope::test {
namespace {

using testing::HasSubstr;

std::unique_ptr<AssembledRun> assembled(const LoadedGoldenRun& golden, EngineProfile profile, MapLoading map) {
  profile.map = map;
  auto run = AssembledRun::assemble(golden.request, profile, golden.scenario);
  EXPECT_TRUE(run.ok()) << run.error().text();
  return std::move(run).value();
}

void expect_equal_steps(const RunTape& a, const RunTape& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t k = 0; k < a.size(); ++k) {
    SCOPED_TRACE("step " + std::to_string(k));
    const FramePtr left = a.frame(k), right = b.frame(k);
    ASSERT_TRUE(left->ego == right->ego);
    ASSERT_TRUE(std::ranges::equal(left->objects, right->objects));
    ASSERT_TRUE(std::ranges::equal(left->lights, right->lights));
    ASSERT_TRUE(std::ranges::equal(left->trajectory.states(), right->trajectory.states()));
    EXPECT_EQ(left->timing.counters.map_objects, right->timing.counters.map_objects) << "as much is looked at";
  }
}

std::vector<GoldenRun> small_runs() {
  std::vector<GoldenRun> runs;
  for (const GoldenRun& run : golden_runs())
    if (run.name.starts_with("synthetic-mini")) runs.push_back(run);
  return runs;
}

TEST(MapOnDemand, ChangesNoStepOfAnyPlannerInAnyChallenge) {
  int runs = 0;
  for (const GoldenRun& golden : small_runs()) {
    SCOPED_TRACE(golden.name);
    const auto loaded = load(golden);
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    for (const EngineProfile& profile : {EngineProfile::fast(), EngineProfile::baseline()}) {
      const auto preloaded = assembled(loaded.value(), profile, MapLoading::kPreloaded);
      const auto on_demand = assembled(loaded.value(), profile, MapLoading::kOnDemand);
      EXPECT_TRUE(on_demand->map().readings().empty()) << "nothing is read before the run";
      RunControl control;
      ASSERT_EQ(preloaded->run(control).status, RunStatus::kReachedEnd);
      ASSERT_EQ(on_demand->run(control).status, RunStatus::kReachedEnd);
      expect_equal_steps(on_demand->tape(), preloaded->tape());
      ++runs;
    }
  }
  EXPECT_GE(runs, 14);
}

LoadedGoldenRun loaded(const std::string& name) {
  for (const GoldenRun& golden : small_runs())
    if (golden.name == name) return load(golden).value();
  ADD_FAILURE() << "there is no run " << name;
  return {};
}

TEST(MapOnDemand, IsNotReadWhereNobodyAsks) {
  const auto run =
      assembled(loaded("synthetic-mini-01__8__simple__open_loop_boxes"), EngineProfile::fast(), MapLoading::kOnDemand);
  RunControl control;
  ASSERT_EQ(run->run(control).status, RunStatus::kReachedEnd);
  EXPECT_TRUE(run->map().readings().empty());
  ASSERT_EQ(run->notes().size(), 1U);
  EXPECT_THAT(run->notes().front(), HasSubstr("nothing of the map was read, because nobody asked for it"));
}

TEST(MapOnDemand, SaysWhatWasReadAndWhen) {
  const auto golden = loaded("synthetic-mini-01__8__idm__open_loop_boxes");
  const auto run = assembled(golden, EngineProfile::fast(), MapLoading::kOnDemand);
  EXPECT_TRUE(run->notes().empty()) << "a record of the run begins with it, and is all there is of one that is killed";
  RunControl control;
  ASSERT_EQ(run->run(control).status, RunStatus::kReachedEnd);
  ASSERT_EQ(run->notes().size(), 1U);
  EXPECT_THAT(run->notes().front(), HasSubstr("boundaries, stop lines, lane graph before the first step"));
  EXPECT_TRUE(assembled(golden, EngineProfile::fast(), MapLoading::kPreloaded)->notes().empty());
}

// A planner that asks for something of the map at one step only.
class AsksLate final : public Planner {
 public:
  AsksLate(std::unique_ptr<Planner> planner, int step) : planner_(std::move(planner)), step_(step) {}
  std::string_view name() const override { return "AsksLate"; }
  Status initialise(const PlannerContext& context) override {
    map_ = &context.map;
    return planner_->initialise(context);
  }

 private:
  Status do_plan(const PlannerInput& input, Trajectory& out) override {
    if (input.iteration == step_ && map_->crosswalks().empty()) return make_error("no crosswalks");
    return planner_->plan(input, out);
  }

  std::unique_ptr<Planner> planner_;
  int step_;
  const RoadMap* map_{nullptr};
};

class MapAskedInAStep : public testing::Test {
 protected:
  static constexpr int kStep = 5;

  // On a copy of the map, so that it can go away.
  std::unique_ptr<AssembledRun> run(const std::filesystem::path& maps) {
    const auto golden = loaded("synthetic-mini-01__8__simple__open_loop_boxes");
    std::filesystem::copy(mini_root() / "maps", maps, std::filesystem::copy_options::recursive);
    auto content = read_map(maps, golden.scenario->map_name());
    const auto map = RoadMap::build(std::move(content).value()).value();
    const auto scenario =
        Scenario::load(golden.scenario->id(), golden.scenario->type(), golden.scenario->extraction(), map).value();
    EngineProfile profile;
    profile.map = MapLoading::kOnDemand;
    return AssembledRun::assemble(
               golden.request, profile, scenario,
               [](std::unique_ptr<Planner> planner) { return std::make_unique<AsksLate>(std::move(planner), kStep); })
        .value();
  }
  TemporaryFolder folder_;
};

TEST_F(MapAskedInAStep, IsASpanOfThatStep) {
  const auto made = run(folder_.path() / "maps");
  RunControl control;
  ASSERT_EQ(made->run(control).status, RunStatus::kReachedEnd);
  ASSERT_EQ(made->map().readings().size(), 1U);
  EXPECT_EQ(made->map().readings().front().step, kStep);
  for (std::size_t k = 0; k < made->tape().size(); ++k) {
    const StepTiming& timing = made->tape().frame(k)->timing;
    const bool asked = k == kStep;
    EXPECT_EQ(timing.total_ns[static_cast<std::size_t>(Stage::kMapIo)] > 0, asked) << k;
    EXPECT_EQ(timing.counters.statements > 0, asked) << k;
  }
  EXPECT_THAT(made->notes().front(), HasSubstr("crosswalks in step 5"));
}

TEST_F(MapAskedInAStep, ThatCannotBeReadEndsTheRunThere) {
  const auto made = run(folder_.path() / "maps");
  std::filesystem::remove_all(folder_.path() / "maps");
  RunControl control;
  const RunOutcome outcome = made->run(control);
  EXPECT_EQ(outcome.status, RunStatus::kFailed);
  EXPECT_EQ(outcome.steps, kStep);
  EXPECT_THAT(outcome.error.text(), HasSubstr("map.gpkg"));
  EXPECT_THAT(outcome.error.text(), HasSubstr("step 5"));
}

}  // namespace
}  // namespace stepscope::test
