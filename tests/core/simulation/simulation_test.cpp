#include "core/simulation/simulation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <thread>

#include "core/control/log_playback_controller.h"
#include "core/map/gpkg_reader.h"
#include "core/observation/recorded_tracks.h"
#include "core/scenario/preloaded_log.h"
#include "core/simulation/copy_handover.h"
#include "core/simulation/rebuilt_history.h"
#include "core/simulation/ring_history.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

// Plans two states one second apart, except at one step, where it does something else.
class ScriptedPlanner final : public Planner {
 public:
  using Action = std::function<Status(const PlannerInput&, Trajectory&)>;
  ScriptedPlanner() = default;
  ScriptedPlanner(int step, Action action) : step_(step), action_(std::move(action)) {}

  std::string_view name() const override { return "scripted"; }
  Status initialise(const PlannerContext&) override { return {}; }

 private:
  Status do_plan(const PlannerInput& input, Trajectory& out) override {
    if (input.iteration == step_) return action_(input, out);
    TrajectoryState state = TrajectoryState::from(input.ego());
    out.append(state);
    state.time.us += 1'000'000;
    out.append(state);
    return {};
  }

  int step_{-1};
  Action action_;
};

ScenarioPtr mini_scenario() {
  static const ScenarioPtr scenario = [] {
    auto content = read_map(test::mini_root() / "maps", "synthetic-mini");
    EXPECT_TRUE(content.ok());
    auto map = RoadMap::build(std::move(content).value());
    EXPECT_TRUE(map.ok());
    const ScenarioId id{.db = test::mini_root() / "splits/synthetic/synthetic-mini-01.db",
                        .token = Token::from_hex("be562b0b1f1b03cf").value()};
    auto loaded = Scenario::load(id, "unknown", {.duration_s = 3.0, .offset_s = 0.0, .subsample = 0.5}, map.value());
    EXPECT_TRUE(loaded.ok());
    return loaded.value();
  }();
  return scenario;
}

// A run of recorded tracks with any planner.
class RecordedRun {
 public:
  enum class Handing { kViews, kCopies };
  explicit RecordedRun(std::unique_ptr<Planner> planner, Handing handing = Handing::kViews)
      : scenario_(mini_scenario()),
        log_(*scenario_),
        controller_(log_),
        observation_(log_),
        planner_(std::move(planner)),
        history_(handing == Handing::kViews ? std::unique_ptr<HistoryKeeper>(std::make_unique<RingHistory>(22))
                                            : std::make_unique<RebuiltHistory>(22)),
        handover_(handing == Handing::kViews ? std::shared_ptr<FrameHandover>(std::make_shared<ViewHandover>())
                                             : std::make_shared<CopyHandover>()),
        tape_(RunTape::create(static_cast<std::size_t>(scenario_->iterations() - 1), 8, handover_)),
        simulation_({*scenario_, scenario_->map(), log_, controller_, observation_, *planner_, *history_, *handover_},
                    tape_, clock_) {}

  RunOutcome operator()(StepSink* sink = nullptr) { return simulation_.run(control, sink); }
  const RunTape& tape() const { return *tape_; }
  Simulation& simulation() { return simulation_; }

  RunControl control;

 private:
  SteadyClock clock_;
  ScenarioPtr scenario_;
  PreloadedLog log_;
  LogPlaybackController controller_;
  RecordedTracks observation_;
  std::unique_ptr<Planner> planner_;
  std::unique_ptr<HistoryKeeper> history_;
  std::shared_ptr<FrameHandover> handover_;
  std::shared_ptr<RunTape> tape_;
  Simulation simulation_;
};

// Calls back after every step, on the simulation thread.
class CallingSink final : public StepSink {
 public:
  explicit CallingSink(std::function<void(const FramePtr&)> call) : call_(std::move(call)) {}
  void on_step(const FramePtr& frame, std::span<const SpanRecord>) override { call_(frame); }

 private:
  std::function<void(const FramePtr&)> call_;
};

TEST(Simulation, HasOneStepLessThanTheScenarioHasIterations) {
  RecordedRun run(std::make_unique<ScriptedPlanner>());
  const RunOutcome outcome = run();
  EXPECT_EQ(outcome.status, RunStatus::kReachedEnd);
  EXPECT_EQ(outcome.steps, mini_scenario()->iterations() - 1);
  EXPECT_EQ(run.tape().size(), static_cast<std::size_t>(outcome.steps));
}

TEST(Simulation, AFrameHoldsWhatWasKnownAtItsTimeAndThePlanMadeThen) {
  RecordedRun run(std::make_unique<ScriptedPlanner>());
  run();
  for (std::size_t k = 0; k < run.tape().size(); ++k) {
    const FramePtr frame = run.tape().frame(k);
    const RecordedFrame& recorded = mini_scenario()->iteration(static_cast<int>(k));
    EXPECT_EQ(frame->step, static_cast<int>(k));
    EXPECT_EQ(frame->time, recorded.ego.time);
    EXPECT_EQ(frame->ego, recorded.ego);
    EXPECT_EQ(frame->objects.data(), recorded.objects.data()) << "handed on, not copied";
    EXPECT_EQ(frame->trajectory.start(), frame->time);
  }
}

TEST(Simulation, SelfTimesAddUpToTheStepExactly) {
  RecordedRun run(std::make_unique<ScriptedPlanner>());
  run();
  for (std::size_t k = 0; k < run.tape().size(); ++k) {
    const StepTiming& t = run.tape().frame(k)->timing;
    EXPECT_EQ(std::accumulate(t.self_ns.begin(), t.self_ns.end(), std::int64_t{0}), t.wall_ns);
    const GroupTimes groups = t.groups();
    EXPECT_EQ(std::accumulate(groups.begin(), groups.end(), std::int64_t{0}), t.wall_ns);
  }
}

TEST(Simulation, APlannerThatBreaksItsContractEndsTheRunWithEverythingBeforeItKept) {
  struct Row {
    const char* why;
    ScriptedPlanner::Action action;
    const char* expected;
  };
  const Row rows[] = {
      {"says so", [](const PlannerInput&, Trajectory&) -> Status { return make_error("no route"); }, "no route"},
      {"throws", [](const PlannerInput&, Trajectory&) -> Status { throw std::runtime_error("boom"); }, "boom"},
      {"throws something odd", [](const PlannerInput&, Trajectory&) -> Status { throw 7; }, "exception"},
      {"plans nothing", [](const PlannerInput&, Trajectory&) -> Status { return {}; }, "trajectory"},
      {"plans NaN",
       [](const PlannerInput& input, Trajectory& out) -> Status {
         TrajectoryState s = TrajectoryState::from(input.ego());
         out.append(s);
         s.time.us += 100'000;
         s.rear_axle.x = std::nan("");
         out.append(s);
         return {};
       },
       "not a finite number"},
      {"plans backwards in time",
       [](const PlannerInput& input, Trajectory& out) -> Status {
         TrajectoryState s = TrajectoryState::from(input.ego());
         for (const std::int64_t us : {0, 200'000, 100'000}) {
           s.time.us = input.time.us + us;
           out.append(s);
         }
         return {};
       },
       "not later than"},
      {"plans a jump",
       [](const PlannerInput& input, Trajectory& out) -> Status {
         TrajectoryState s = TrajectoryState::from(input.ego());
         out.append(s);
         s.time.us += 100'000;
         s.rear_axle.x += 11.0;
         out.append(s);
         return {};
       },
       "jumps 11 m in 0.1 s"},
      {"plans in a frame of its own",
       [](const PlannerInput& input, Trajectory& out) -> Status {
         TrajectoryState s = TrajectoryState::from(input.ego());
         s.rear_axle.x += 1e5;
         for (const std::int64_t us : {0, 100'000}) {
           s.time.us = input.time.us + us;
           out.append(s);
         }
         return {};
       },
       "must be in the map's frame"},
  };
  for (const Row& row : rows) {
    RecordedRun run(std::make_unique<ScriptedPlanner>(5, row.action));
    const RunOutcome outcome = run();
    EXPECT_EQ(outcome.status, RunStatus::kFailed) << row.why;
    EXPECT_EQ(outcome.steps, 5) << row.why;
    EXPECT_EQ(run.tape().size(), 5u) << row.why;
    EXPECT_THAT(outcome.error.text(), testing::AllOf(HasSubstr("step 5"), HasSubstr(row.expected))) << row.why;
    EXPECT_EQ(StepProbe::current(), nullptr) << row.why;
    for (std::size_t k = 0; k < run.tape().size(); ++k) {
      EXPECT_EQ(run.tape().frame(k)->ego, mini_scenario()->iteration(static_cast<int>(k)).ego) << row.why;
      EXPECT_EQ(run.tape().frame(k)->trajectory.size(), 2U) << row.why;
    }
  }
}

TEST(Simulation, StopsBeforeTheNextStep) {
  RecordedRun run(std::make_unique<ScriptedPlanner>());
  CallingSink sink([&run](const FramePtr& frame) {
    if (frame->step == 3) run.control.stop();
  });
  const RunOutcome outcome = run(&sink);
  EXPECT_EQ(outcome.status, RunStatus::kStopped);
  EXPECT_EQ(outcome.steps, 4);
}

TEST(Simulation, PausesStepsAndGoesOn) {
  RecordedRun run(std::make_unique<ScriptedPlanner>());
  std::atomic<int> steps{0};
  CallingSink sink([&steps](const FramePtr& frame) { steps = frame->step + 1; });
  const auto reaches = [&steps](int count) {
    while (steps < count) std::this_thread::yield();
    return steps.load();
  };
  run.control.pause();
  RunOutcome outcome;
  std::jthread worker([&] { outcome = run(&sink); });
  run.control.step();
  EXPECT_EQ(reaches(1), 1);
  run.control.step(2);
  EXPECT_EQ(reaches(3), 3);
  run.control.resume();
  worker.join();
  EXPECT_EQ(outcome.status, RunStatus::kReachedEnd);
}

TEST(Simulation, ATrialStepIsTheStepOfTheRunAndLeavesTheRunWhereItStands) {
  RecordedRun whole(std::make_unique<ScriptedPlanner>());
  whole();
  ASSERT_GT(whole.tape().size(), 5u);
  const FramePtr expected = whole.tape().frame(4), after = whole.tape().frame(5);
  RecordedRun run(std::make_unique<ScriptedPlanner>());
  ASSERT_TRUE(run.simulation().start_at(4, run.control).ok());
  EXPECT_EQ(run.tape().size(), 4u);
  for (int repetition = 0; repetition < 3; ++repetition) {
    const auto trial = run.simulation().try_step();
    ASSERT_TRUE(trial.ok()) << trial.error().text();
    EXPECT_EQ(trial.value().frame.step, 4);
    EXPECT_EQ(trial.value().frame.ego, expected->ego);
    EXPECT_EQ(trial.value().frame.trajectory, expected->trajectory);
    EXPECT_EQ(trial.value().next.ego, after->ego);
    EXPECT_EQ(trial.value().next.objects.data(), after->objects.data());
    EXPECT_GT(trial.value().frame.timing.wall_ns, 0);
    EXPECT_EQ(run.tape().size(), 4u);
  }
}

// What a planner sees of the past, as text: times and objects of every sample.
std::string seen(const HistoryBuffer& history) {
  std::string text;
  for (std::size_t i = 0; i < history.size(); ++i) {
    text += std::to_string(history[i].ego.time.us) + ":";
    for (const TrackedObject& object : history[i].objects)
      text += object.track.hex() + "@" + std::to_string(object.box.centre.x) + " ";
    text += "\n";
  }
  return text;
}

class WatchingPlanner final : public Planner {
 public:
  explicit WatchingPlanner(std::vector<std::string>& seen) : seen_(seen) {}
  std::string_view name() const override { return "watching"; }
  Status initialise(const PlannerContext& context) override {
    seen_.push_back(seen(*context.history));
    return {};
  }

 private:
  Status do_plan(const PlannerInput& input, Trajectory& out) override {
    seen_.push_back(seen(input.history));
    TrajectoryState state = TrajectoryState::from(input.ego());
    out.append(state);
    state.time.us += 1'000'000;
    out.append(state);
    return {};
  }

  std::vector<std::string>& seen_;
};

TEST(Simulation, CopiesAndARebuiltHistoryShowPlannerAndFramesTheSame) {
  std::vector<std::string> of_views, of_copies;
  RecordedRun views(std::make_unique<WatchingPlanner>(of_views));
  RecordedRun copies(std::make_unique<WatchingPlanner>(of_copies), RecordedRun::Handing::kCopies);
  views();
  copies();
  EXPECT_EQ(of_views, of_copies);
  ASSERT_EQ(of_views.size(), views.tape().size() + 1);
  EXPECT_NE(of_views[3], of_views[4]);
  for (std::size_t k = 0; k < views.tape().size(); ++k) {
    const auto expected = views.tape().frame(k)->objects, actual = copies.tape().frame(k)->objects;
    EXPECT_TRUE(std::equal(expected.begin(), expected.end(), actual.begin(), actual.end())) << "step " << k;
    EXPECT_NE(expected.data(), actual.data()) << "step " << k;
  }
}

TEST(Simulation, ATrialStepWithCopiesLeavesTheRunWhereItStands) {
  RecordedRun whole(std::make_unique<ScriptedPlanner>());
  whole();
  const FramePtr expected = whole.tape().frame(4), after = whole.tape().frame(5);
  std::vector<std::string> of_planner;
  RecordedRun run(std::make_unique<WatchingPlanner>(of_planner), RecordedRun::Handing::kCopies);
  ASSERT_TRUE(run.simulation().start_at(4, run.control).ok());
  for (int repetition = 0; repetition < 3; ++repetition) {
    const auto trial = run.simulation().try_step();
    ASSERT_TRUE(trial.ok()) << trial.error().text();
    EXPECT_EQ(trial.value().frame.ego, expected->ego);
    EXPECT_EQ(trial.value().next.ego, after->ego);
    const auto objects = trial.value().next.objects;
    EXPECT_TRUE(std::equal(objects.begin(), objects.end(), after->objects.begin(), after->objects.end()));
    EXPECT_EQ(of_planner.back(), of_planner[5]) << "the past of step 4, every time";
  }
  const auto went_on = run.simulation().advance(nullptr);
  ASSERT_TRUE(went_on.ok());
  EXPECT_EQ(of_planner.back(), of_planner[5]);
  ASSERT_TRUE(run.simulation().advance(nullptr).ok());
  EXPECT_NE(of_planner.back(), of_planner[5]);
}

TEST(Simulation, ATrialStepSaysWhatWentWrongAndWhere) {
  RecordedRun stopped(std::make_unique<ScriptedPlanner>());
  stopped.control.stop();
  EXPECT_THAT(stopped.simulation().start_at(2, stopped.control).error().text(), HasSubstr("step 0"));
  RecordedRun failing(std::make_unique<ScriptedPlanner>(
      2, [](const PlannerInput&, Trajectory&) { return Status(make_error("no idea")); }));
  ASSERT_TRUE(failing.simulation().start_at(2, failing.control).ok());
  const auto trial = failing.simulation().try_step();
  ASSERT_FALSE(trial.ok());
  EXPECT_THAT(trial.error().text(), HasSubstr("step 2"));
  RecordedRun before(std::make_unique<ScriptedPlanner>(
      1, [](const PlannerInput&, Trajectory&) { return Status(make_error("no idea")); }));
  EXPECT_THAT(before.simulation().start_at(2, before.control).error().text(), HasSubstr("step 1"));
}

TEST(Simulation, RunsThatTakeTurnsMakeTheStepsOfRunsOnTheirOwn) {
  RecordedRun alone(std::make_unique<ScriptedPlanner>());
  alone();
  RecordedRun a(std::make_unique<ScriptedPlanner>()), b(std::make_unique<ScriptedPlanner>());
  std::size_t seen = 0;
  CallingSink sink([&seen](const FramePtr&) { ++seen; });
  ASSERT_TRUE(a.simulation().begin().ok());
  ASSERT_TRUE(b.simulation().begin().ok());
  for (std::size_t k = 0; k < alone.tape().size(); ++k) {
    for (RecordedRun* run : {&a, &b}) {
      const auto advanced = run->simulation().advance(run == &b ? &sink : nullptr);
      ASSERT_TRUE(advanced.ok());
      ASSERT_EQ(advanced.value(), Simulation::Advance::kStepped);
      EXPECT_EQ(run->tape().frame(k)->ego, alone.tape().frame(k)->ego);
    }
  }
  EXPECT_EQ(seen, alone.tape().size());
  EXPECT_EQ(a.simulation().advance(nullptr).value(), Simulation::Advance::kEnded);
}

TEST(Simulation, AStepThatFailsInTurnNamesItselfAndIsNotOnTheTape) {
  RecordedRun run(std::make_unique<ScriptedPlanner>(
      1, [](const PlannerInput&, Trajectory&) -> Status { throw std::runtime_error("no idea"); }));
  ASSERT_TRUE(run.simulation().begin().ok());
  ASSERT_TRUE(run.simulation().advance(nullptr).ok());
  const auto failed = run.simulation().advance(nullptr);
  ASSERT_FALSE(failed.ok());
  EXPECT_THAT(failed.error().text(), testing::AllOf(HasSubstr("step 1"), HasSubstr("no idea")));
  EXPECT_EQ(run.tape().size(), 1U);
}

}  // namespace
}  // namespace stepscope
