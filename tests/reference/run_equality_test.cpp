// Whole runs against the reference simulator's: positions to 1e-6 m, headings to 1e-7 rad, at every step.
#include <gtest/gtest.h>

#include <cmath>

#include "core/geometry/angle.h"
#include "tests/reference/golden_run.h"

namespace stepscope::test {
namespace {

constexpr double kMetres = 1e-6;  // also m/s and m/s²
constexpr double kRadians = 1e-7;

struct Case {
  GoldenRun run;
  std::string profile;

  friend void PrintTo(const Case& c, std::ostream* out) { *out << c.profile; }  // the name says the rest
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const GoldenRun& run : golden_runs())
    for (const char* profile : {"fast", "baseline"}) all.push_back({run, profile});
  return all;
}

std::string case_name(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.run.name + "__" + info.param.profile;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

void expect_angle(double actual, double expected, const char* what) {
  EXPECT_LE(std::abs(wrap_angle(actual - expected)), kRadians) << what;
}

void expect_ego(const EgoState& actual, const nlohmann::json& expected) {
  EXPECT_EQ(actual.time.us, expected.at("time_us").get<std::int64_t>());
  EXPECT_NEAR(actual.rear_axle.x, expected.at("x"), kMetres);
  EXPECT_NEAR(actual.rear_axle.y, expected.at("y"), kMetres);
  EXPECT_NEAR(actual.centre().x, expected.at("cx"), kMetres);
  EXPECT_NEAR(actual.centre().y, expected.at("cy"), kMetres);
  expect_angle(actual.rear_axle.heading, expected.at("heading"), "heading");
  EXPECT_NEAR(actual.vx, expected.at("vx"), kMetres);
  EXPECT_NEAR(actual.vy, expected.at("vy"), kMetres);
  EXPECT_NEAR(actual.ax, expected.at("ax"), kMetres);
  EXPECT_NEAR(actual.ay, expected.at("ay"), kMetres);
  EXPECT_NEAR(actual.angular_velocity, expected.at("angular_velocity"), kMetres);
  EXPECT_NEAR(actual.angular_acceleration, expected.at("angular_acceleration"), 10 * kMetres);  // a difference / 0.1 s
  expect_angle(actual.steering_angle, expected.at("steering_angle"), "steering angle");
  EXPECT_NEAR(actual.steering_rate, expected.at("steering_rate"), kMetres);
}

void expect_trajectory(const Trajectory& actual, const nlohmann::json& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    SCOPED_TRACE("state " + std::to_string(i));
    const nlohmann::json& row = expected[i];
    const TrajectoryState& s = actual.states()[i];
    EXPECT_EQ(s.time.us, row[0].get<std::int64_t>());
    EXPECT_NEAR(s.rear_axle.x, row[1], kMetres);
    EXPECT_NEAR(s.rear_axle.y, row[2], kMetres);
    expect_angle(s.rear_axle.heading, row[3], "heading");
    EXPECT_NEAR(s.vx, row[4], kMetres);
    EXPECT_NEAR(s.vy, row[5], kMetres);
    EXPECT_NEAR(s.ax, row[6], kMetres);
    EXPECT_NEAR(s.ay, row[7], kMetres);
    expect_angle(s.steering_angle, row[8], "steering angle");
  }
}

void expect_objects(std::span<const TrackedObject> actual, const nlohmann::json& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const nlohmann::json& row = expected[i];
    EXPECT_EQ(actual[i].track.hex(), row[0].get<std::string>()) << "object " << i;
    EXPECT_EQ(category_name(actual[i].type), row[1].get<std::string>()) << "object " << i;
    EXPECT_NEAR(actual[i].box.centre.x, row[2], kMetres);
    EXPECT_NEAR(actual[i].box.centre.y, row[3], kMetres);
    expect_angle(actual[i].box.centre.heading, row[4], "object heading");
  }
}

void expect_lights(std::span<const TrafficLightStatus> actual, const nlohmann::json& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(static_cast<int>(actual[i].colour), expected[i][0].get<int>());
    EXPECT_EQ(actual[i].lane_connector, expected[i][1].get<std::int64_t>());
  }
}

class RunEquality : public testing::TestWithParam<Case> {};

TEST_P(RunEquality, EveryStepEqualsTheReference) {
  auto loaded = load(GetParam().run);
  ASSERT_TRUE(loaded.ok()) << loaded.error().text();
  const nlohmann::json& golden = loaded.value().content;
  auto profile = EngineProfile::named(GetParam().profile);
  ASSERT_TRUE(profile.ok());
  auto run = AssembledRun::assemble(loaded.value().request, profile.value(), loaded.value().scenario);
  ASSERT_TRUE(run.ok()) << run.error().text();
  ASSERT_EQ(loaded.value().scenario->iterations(), golden.at("header").at("number_of_iterations").get<int>());

  RunControl control;
  const RunOutcome outcome = run.value()->run(control);
  ASSERT_EQ(outcome.status, RunStatus::kReachedEnd) << outcome.error.text();
  const RunTape& tape = run.value()->tape();
  ASSERT_EQ(tape.size(), golden.at("steps").get<std::size_t>());
  for (std::size_t k = 0; k < tape.size(); ++k) {
    SCOPED_TRACE("step " + std::to_string(k));
    EXPECT_EQ(tape.frame(k)->time.us, golden.at("iteration_time_us")[k].get<std::int64_t>());
    expect_ego(tape.frame(k)->ego, golden.at("ego")[k]);
    if (HasFailure()) return;  // what follows would only repeat it
  }
  const auto at = [&tape](const std::string& step) { return tape.frame(std::stoul(step)); };
  for (const auto& [step, rows] : golden.at("trajectories").items()) expect_trajectory(at(step)->trajectory, rows);
  for (const auto& [step, rows] : golden.at("observations").items()) expect_objects(at(step)->objects, rows);
  for (const auto& [step, rows] : golden.at("traffic_lights").items()) expect_lights(at(step)->lights, rows);
}

INSTANTIATE_TEST_SUITE_P(GoldenRuns, RunEquality, testing::ValuesIn(cases()), case_name);

// The reference's pattern of database use, which the baseline profile shows.
TEST(BaselineStatements, AreThoseOfTheReference) {
  struct Row {
    const char* run;
    std::int64_t per_step, in_last;  // the last step asks for no time after it
    const char* why;
  };
  const Row rows[] = {
      {"synthetic-mini-01__8__simple__open_loop_boxes", 7, 6, "time 3, lights 2, ego 1, objects 1"},
      {"synthetic-mini-01__8__simple__closed_loop_nonreactive", 6, 5, "no ego: it is simulated"},
      {"synthetic-mini-01__8__simple__closed_loop_reactive", 8, 5, "agents that move ask for lights and objects, too"},
      {"synthetic-mini-01__8__idm__open_loop_boxes", 7, 6, "the planner asks the log for nothing"},
      {"synthetic-mini-01__8__idm__closed_loop_nonreactive", 6, 5, "nor does it here"},
      {"synthetic-mini-01__8__log_future__open_loop_boxes", 10, 9, "the planner reads ego now and later: 3 more"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.run) + ": " + row.why);
    for (const GoldenRun& golden : golden_runs()) {
      if (golden.name != row.run) continue;
      auto loaded = load(golden);
      ASSERT_TRUE(loaded.ok()) << loaded.error().text();
      auto run = AssembledRun::assemble(loaded.value().request, EngineProfile::baseline(), loaded.value().scenario);
      ASSERT_TRUE(run.ok()) << run.error().text();
      RunControl control;
      ASSERT_EQ(run.value()->run(control).status, RunStatus::kReachedEnd);
      const RunTape& tape = run.value()->tape();
      for (std::size_t k = 0; k < tape.size(); ++k) {
        const std::int64_t expected = k + 1 == tape.size() ? row.in_last : row.per_step;
        EXPECT_EQ(tape.frame(k)->timing.counters.statements, expected) << "step " << k;
        EXPECT_EQ(tape.frame(k)->timing.counters.connections, expected) << "step " << k;
      }
    }
  }
}

// The fast profile asks the database for nothing and the heap for nothing while it steps.
TEST(FastProfile, StepsWithoutStatementsAndAllocations) {
  for (const GoldenRun& golden : golden_runs()) {
    if (golden.name.rfind("synthetic-mini", 0) != 0) continue;
    SCOPED_TRACE(golden.name);
    auto loaded = load(golden);
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    auto run = AssembledRun::assemble(loaded.value().request, EngineProfile::fast(), loaded.value().scenario);
    ASSERT_TRUE(run.ok()) << run.error().text();
    RunControl control;
    ASSERT_EQ(run.value()->run(control).status, RunStatus::kReachedEnd);
    const RunTape& tape = run.value()->tape();
    for (std::size_t k = 0; k < tape.size(); ++k) {
      EXPECT_EQ(tape.frame(k)->timing.counters.statements, 0) << "step " << k;
      EXPECT_EQ(tape.frame(k)->timing.counters.connections, 0) << "step " << k;
      if (k == 0) continue;  // the first may warm up
      EXPECT_EQ(tape.frame(k)->timing.counters.allocations, 0) << "step " << k;
    }
  }
}

}  // namespace
}  // namespace stepscope::test
