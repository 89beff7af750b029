// Runs of PDM-Closed against the original planner in the reference simulator. The numbers come from recorded logs, so
// that they are compared where the shared folder is there.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "core/assembly/observation_choice.h"
#include "core/assembly/run_score.h"
#include "core/control/banded_profile_fit.h"
#include "core/control/lqr_tracker.h"
#include "core/control/two_stage_controller.h"
#include "core/geometry/angle.h"
#include "core/map/gpkg_reader.h"
#include "core/planning/pdm/pdm_closed_planner.h"
#include "core/scenario/preloaded_log.h"
#include "core/simulation/ring_history.h"
#include "core/simulation/simulation.h"
#include "tests/reference/golden_run.h"
#include "tests/support/files.h"
#include "tests/support/golden.h"

namespace stepscope::test {
namespace {

using nlohmann::json;

constexpr double kDigits = 1.01e-6;  // the recorded values are rounded to six decimals
constexpr double kPathMetres = 1e-4;
// Proposals whose scores differ by less are chosen by the rounding of the last digits: where all speeds end behind the
// same leader, their simulated ends are the same to 1e-10 m.
constexpr double kTie = 1e-9;

// Compares and keeps the largest difference of each quantity.
class Differences {
 public:
  void add(const std::string& what, double actual, const json& expected, double tolerance = kDigits) {
    const double difference = std::abs(actual - expected.get<double>());
    double& worst = worst_[what];
    worst = std::max(worst, difference);
    EXPECT_LE(difference, tolerance) << what << ": " << actual << " instead of " << expected;
  }
  void add_angle(const std::string& what, double actual, const json& expected, double tolerance = kDigits) {
    add(what, expected.get<double>() + wrap_angle(actual - expected.get<double>()), expected, tolerance);
  }
  void record() const {
    for (const auto& [what, difference] : worst_) testing::Test::RecordProperty(what, std::to_string(difference));
  }

 private:
  std::map<std::string, double> worst_;
};

// Passes everything on to PDM-Closed and compares what it did.
class Watched : public Planner {
 public:
  Watched(const json& golden, Differences& differences) : golden_(golden), differences_(differences) {}

  std::string_view name() const override { return planner_.name(); }
  Status initialise(const PlannerContext& context) override { return planner_.initialise(context); }

  // How often each proposal was the best by far, and how often it was the best or tied with it.
  std::map<std::size_t, int> surely_chosen, possibly_chosen;
  int brakes{0};

 private:
  Status do_plan(const PlannerInput& input, Trajectory& out) override {
    if (Status status = planner_.plan(input, out); !status.ok()) return status;
    count_choice();
    brakes += planner_.braked();
    if (input.iteration == 0) compare_route();
    for (const json& step : golden_["steps"])
      if (step["step"] == input.iteration) compare(step, out);
    return {};
  }

  void count_choice() {
    const auto terms = planner_.terms();
    std::vector<std::size_t> best;
    for (std::size_t p = 0; p < terms.size(); ++p)
      if (terms[p].score > terms[planner_.chosen()].score - kTie) best.push_back(p);
    for (const std::size_t p : best) ++possibly_chosen[p];
    if (best.size() == 1) ++surely_chosen[best.front()];
  }

  void compare_route() {
    std::vector<std::string> ids;
    for (const Roadblock* block : planner_.route().blocks()) ids.push_back(std::to_string(block->id));
    EXPECT_EQ(ids, golden_["route"].get<std::vector<std::string>>());
    differences_.add("centreline length", planner_.centreline().length(), golden_["centerline_length_m"]);
  }

  void compare(const json& step, const Trajectory& plan) {
    SCOPED_TRACE("step " + step["step"].dump());
    EXPECT_EQ(std::to_string(planner_.lane()->id), step["lane"].get<std::string>());
    for (std::size_t i = 0; i < step["target_speeds"].size(); ++i)
      differences_.add("target speed", planner_.proposals().target_speeds()[i], step["target_speeds"][i]);
    ASSERT_EQ(planner_.terms().size(), step["scores"].size());
    for (std::size_t p = 0; p < planner_.terms().size(); ++p) {
      SCOPED_TRACE("proposal " + std::to_string(p));
      compare_rollout(step, p);
      compare_terms(step, p);
    }
    const ProposalTerms& best = planner_.terms()[planner_.chosen()];
    EXPECT_GT(planner_.terms()[step["chosen"].get<std::size_t>()].score, best.score - kTie)
        << step["chosen"] << " was chosen, not " << planner_.chosen();
    EXPECT_EQ(planner_.braked(), step["emergency_brake"].get<bool>());
    EXPECT_EQ(planner_.scene().ignored(), step["collided_tokens_total"].get<std::size_t>());
    const json& poses = step["trajectory_xyh_every10"];
    for (std::size_t i = 0; i < poses.size(); ++i) compare_pose("plan", plan.states()[i * 10].rear_axle, poses[i]);
  }

  void compare_pose(const std::string& what, const Pose2& pose, const json& expected) {
    differences_.add(what + " x", pose.x, expected[0]);
    differences_.add(what + " y", pose.y, expected[1]);
    differences_.add_angle(what + " heading", pose.heading, expected[2]);
  }

  void compare_rollout(const json& step, std::size_t p) {
    const json& idm = step["idm_progress_velocity_every10"][p];
    const json& poses = step["proposal_pose_every10"][p];
    const json& simulated = step["simulated_state_every10"][p];
    for (std::size_t i = 0; i < idm.size(); ++i) {
      const ProposalRollout::State& state = planner_.proposals().states(p)[i * 10];
      differences_.add("IDM progress", state.progress, idm[i][0]);
      differences_.add("IDM velocity", state.velocity, idm[i][1]);
      compare_pose("proposal", state.pose, poses[i]);
      const SimulatedState& s = planner_.simulated(p)[i * 10];
      compare_pose("simulated", s.rear_axle, simulated[i]);
      const double channels[] = {
          s.vx, s.vy, s.ax, s.ay, s.steering_angle, s.steering_rate, s.angular_velocity, s.angular_acceleration};
      for (std::size_t c = 0; c < std::size(channels); ++c)
        differences_.add("simulated channel " + std::to_string(c), channels[c], simulated[i][c + 3]);
    }
  }

  void compare_terms(const json& step, std::size_t p) {
    const ProposalTerms& terms = planner_.terms()[p];
    const json& multipliers = step["multi_no_collision_drivable_direction"];
    const json& weighted = step["weighted_progress_ttc_comfort"];
    differences_.add("no collision", terms.no_collision, multipliers[0][p]);
    differences_.add("drivable area", terms.on_drivable_area, multipliers[1][p]);
    differences_.add("driving direction", terms.driving_direction, multipliers[2][p]);
    differences_.add("progress", terms.progress, weighted[0][p]);
    differences_.add("time to collision", terms.time_to_collision, weighted[1][p]);
    differences_.add("comfort", terms.comfort, weighted[2][p]);
    differences_.add("progress in metres", terms.progress_m, step["progress_raw_m"][p]);
    differences_.add("score", terms.score, step["scores"][p]);
    EXPECT_EQ(terms.collision_step ? json(*terms.collision_step) : json(), step["collision_time_idx"][p]);
    EXPECT_EQ(terms.time_to_collision_step ? json(*terms.time_to_collision_step) : json(), step["ttc_time_idx"][p]);
  }

  const json& golden_;
  Differences& differences_;
  PdmClosedPlanner planner_;
};

struct Case {
  std::string scene, challenge;
  friend void PrintTo(const Case& c, std::ostream* out) { *out << c.scene << " " << c.challenge; }
};

std::vector<Case> cases() {
  std::vector<Case> all;
  if (!shared_folder()) return all;
  for (const char* scene : {"0061", "0553", "0655", "0916"}) {
    for (const char* challenge : {"closed_loop_nonreactive", "closed_loop_reactive"}) all.push_back({scene, challenge});
  }
  return all;
}

class PdmEquality : public testing::TestWithParam<Case> {};

json golden_of(const Case& c) {
  return read_json(*shared_folder() / "golden/pdm_closed" / ("pdm_" + c.scene + "_" + c.challenge + ".json.gz"));
}

ScenarioPtr scenario_of(const Case& c, const json& golden) {
  const std::filesystem::path data = *shared_folder() / "data";
  const std::string log = "nuscenes-scene-" + c.scene;
  auto content = read_map(data / "maps", log);
  if (!content.ok()) throw std::runtime_error(content.error().text());
  auto map = RoadMap::build(std::move(content).value());
  if (!map.ok()) throw std::runtime_error(map.error().text());
  const ScenarioId id{.db = data / "splits/real" / (log + ".db"),
                      .token = Token::from_hex(golden["token"].get<std::string>()).value()};
  auto scenario = Scenario::load(id, "unknown", ScenarioExtraction{}, map.value());
  if (!scenario.ok()) throw std::runtime_error(scenario.error().text());
  return scenario.value();
}

RunRequest request_of(const Case& c) {
  return {.planner = "pdm-closed",
          .challenge = c.challenge == "closed_loop_reactive" ? Challenge::kClosedLoopReactiveAgents
                                                             : Challenge::kClosedLoopNonreactiveAgents};
}

TEST_P(PdmEquality, ScoresWhatTheOriginalScores) {
  const json golden = golden_of(GetParam());
  auto run = AssembledRun::assemble(request_of(GetParam()), EngineProfile::fast(), scenario_of(GetParam(), golden));
  ASSERT_TRUE(run.ok()) << run.error().text();
  RunControl control;
  ASSERT_EQ(run.value()->run(control).status, RunStatus::kReachedEnd);
  const auto card = score_run(*run.value());
  ASSERT_TRUE(card.has_value());
  for (const auto& [name, expected] : golden["metric_scores"].items()) {
    const Metric* metric = card->find(name);
    ASSERT_NE(metric, nullptr) << name;
    EXPECT_NEAR(metric->score.value_or(-1.0), expected.get<double>(), 1e-6) << name;
  }
  EXPECT_NEAR(card->final_score, golden["final_score"].get<double>(), 1e-6);
}

TEST_P(PdmEquality, ChoosesAndDrivesWhatTheOriginalDoes) {
  const json golden = golden_of(GetParam());
  const ScenarioPtr loaded = scenario_of(GetParam(), golden);
  const Scenario& scenario = *loaded;

  Differences differences;
  Watched planner(golden, differences);
  PreloadedLog recorded(scenario);
  TwoStageController controller(recorded, std::make_unique<LqrTracker>(std::make_unique<BandedProfileFit>()));
  const auto observation =
      make_observation(request_of(GetParam()), EngineProfile::fast(), scenario.map(), scenario, recorded).value();
  RingHistory history(HistoryBuffer::reference_capacity(scenario.extraction().interval_s()));
  ViewHandover handover;
  const SteadyClock clock;
  const auto tape = RunTape::create(static_cast<std::size_t>(scenario.iterations()) - 1, kPdmSteps, loaded);
  Simulation simulation({.scenario = scenario,
                         .map = scenario.map(),
                         .log = recorded,
                         .controller = controller,
                         .observation = *observation,
                         .planner = planner,
                         .history = history,
                         .handover = handover},
                        tape, clock);
  RunControl control;
  const RunOutcome outcome = simulation.run(control, nullptr);
  ASSERT_EQ(outcome.status, RunStatus::kReachedEnd) << outcome.error.text();

  const json& path = golden["ego_path"];
  ASSERT_EQ(tape->size(), path.size());
  for (std::size_t k = 0; k < tape->size(); ++k) {
    SCOPED_TRACE("step " + std::to_string(k));
    const EgoState& ego = tape->frame(k)->ego;
    EXPECT_EQ(ego.time.us, path[k][0].get<std::int64_t>());
    differences.add("ego x", ego.rear_axle.x, path[k][1], kPathMetres);
    differences.add("ego y", ego.rear_axle.y, path[k][2], kPathMetres);
    differences.add_angle("ego heading", ego.rear_axle.heading, path[k][3], kPathMetres);
    differences.add("ego vx", ego.vx, path[k][4], kPathMetres);
  }
  for (std::size_t p = 0; p < 15; ++p) {
    const int expected = golden["chosen_histogram"].value(std::to_string(p), 0);
    EXPECT_GE(expected, planner.surely_chosen[p]) << "proposal " << p;
    EXPECT_LE(expected, planner.possibly_chosen[p]) << "proposal " << p;
  }
  EXPECT_EQ(planner.brakes, golden["emergency_brakes"].get<int>());
  differences.record();
}

std::string case_name(const testing::TestParamInfo<Case>& info) {
  return "scene_" + info.param.scene + "_" + info.param.challenge;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PdmEquality);
INSTANTIATE_TEST_SUITE_P(RecordedLogs, PdmEquality, testing::ValuesIn(cases()), case_name);

// On the log that is always there: the run ends where the log ends, drives on, and is the same under both profiles.
TEST(PdmOnTheGeneratedLog, DrivesTheSameUnderEveryProfile) {
  for (const GoldenRun& golden : golden_runs()) {
    if (golden.name != "synthetic-mini-01__8__simple__closed_loop_nonreactive") continue;
    auto loaded = load(golden);
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    loaded.value().request.planner = "pdm-closed";
    std::vector<std::vector<EgoState>> driven;
    for (const EngineProfile& profile : {EngineProfile::fast(), EngineProfile::baseline()}) {
      auto run = AssembledRun::assemble(loaded.value().request, profile, loaded.value().scenario);
      ASSERT_TRUE(run.ok()) << run.error().text();
      RunControl control;
      const RunOutcome outcome = run.value()->run(control);
      ASSERT_EQ(outcome.status, RunStatus::kReachedEnd) << outcome.error.text();
      auto& states = driven.emplace_back();
      for (std::size_t k = 0; k < run.value()->tape().size(); ++k) states.push_back(run.value()->tape().frame(k)->ego);
    }
    ASSERT_EQ(driven[0].size(), driven[1].size());
    for (std::size_t k = 0; k < driven[0].size(); ++k) {
      EXPECT_NEAR(driven[0][k].rear_axle.x, driven[1][k].rear_axle.x, 1e-6) << "step " << k;
      EXPECT_NEAR(driven[0][k].rear_axle.y, driven[1][k].rear_axle.y, 1e-6) << "step " << k;
    }
    EXPECT_GT(distance(driven[0].front().rear_axle.position(), driven[0].back().rear_axle.position()), 5.0);
    return;
  }
  FAIL() << "the generated log is missing";
}

}  // namespace
}  // namespace stepscope::test
