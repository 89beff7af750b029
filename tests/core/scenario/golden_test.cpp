#include "tests/core/scenario/golden_scenarios.h"
#include "tests/support/golden_states.h"

namespace stepscope {
namespace {

using test::GoldenScenario;

class Golden : public testing::TestWithParam<std::string> {
 protected:
  GoldenScenario golden_{test::golden_scenario(GetParam())};
  const nlohmann::json& expected_{golden_.expected};
  ScenarioPtr scenario_{golden_.load()};
};

void compare_objects(std::span<const TrackedObject> actual, const nlohmann::json& expected, const std::string& where,
                     test::Worst& worst) {
  ASSERT_EQ(actual.size(), expected.size()) << where;
  for (std::size_t i = 0; i < actual.size(); ++i) {
    const std::string what = where + ", object " + std::to_string(i);
    const auto& row = expected[i];
    ASSERT_EQ(actual[i].track.hex(), row[0].get<std::string>()) << what;
    ASSERT_EQ(category_name(actual[i].type), row[1].get<std::string>()) << what;
    worst.add_position(actual[i].box.centre.position(), {row[2], row[3]}, what);
    worst.add(actual[i].box.centre.heading, row[4], what + ", heading");
    worst.add(actual[i].box.length, row[5], what + ", length");
    worst.add(actual[i].box.width, row[6], what + ", width");
    if (row[7].is_null()) continue;  // static objects have no velocity
    worst.add(actual[i].vx, row[7], what + ", vx");
    worst.add(actual[i].vy, row[8], what + ", vy");
  }
}

TEST_P(Golden, TokensAndTimes) {
  ASSERT_EQ(static_cast<std::size_t>(scenario_->iterations()), expected_["tokens"].size());
  for (int i = 0; i < scenario_->iterations(); ++i) {
    EXPECT_EQ(scenario_->iteration(i).token.hex(), expected_["tokens"][static_cast<std::size_t>(i)]);
    EXPECT_EQ(scenario_->time(i).us, expected_["time_us"][static_cast<std::size_t>(i)].get<std::int64_t>());
  }
}

TEST_P(Golden, GoalAndRoute) {
  test::Worst worst;
  ASSERT_EQ(scenario_->mission_goal().has_value(), !expected_["mission_goal"].is_null());
  if (scenario_->mission_goal()) {
    const auto& goal = expected_["mission_goal"];
    worst.add_position(scenario_->mission_goal()->position(), {goal[0], goal[1]}, "goal");
    worst.add(scenario_->mission_goal()->heading, goal[2], "goal, heading");
  }
  EXPECT_LE(worst.error, 1.0) << worst.where;
  const auto route = expected_["route_roadblock_ids"].get<std::vector<std::string>>();
  EXPECT_TRUE(std::equal(route.begin(), route.end(), scenario_->route().begin(), scenario_->route().end()));
}

TEST_P(Golden, EgoStates) {
  test::Worst worst;
  for (const auto& [key, state] : expected_["ego"].items()) {
    const int i = std::stoi(key);
    EXPECT_EQ(scenario_->iteration(i).ego.time.us, state["time_us"].get<std::int64_t>());
    worst.add_ego(scenario_->iteration(i).ego, test::ego_from(state), "ego " + key);
    EXPECT_EQ(scenario_->expert()[static_cast<std::size_t>(i)], scenario_->iteration(i).ego);
  }
  EXPECT_LE(worst.error, 1.0) << worst.where;
}

TEST_P(Golden, ObjectsInOrder) {
  test::Worst worst;
  for (const auto& [key, objects] : expected_["objects"].items())
    compare_objects(scenario_->iteration(std::stoi(key)).objects, objects, "iteration " + key, worst);
  EXPECT_LE(worst.error, 1.0) << worst.where;
}

TEST_P(Golden, Lights) {
  for (const auto& [key, lights] : expected_["traffic_lights"].items()) {
    const RecordedFrame& frame = scenario_->iteration(std::stoi(key));
    ASSERT_EQ(frame.lights.size(), lights.size());
    for (std::size_t i = 0; i < lights.size(); ++i) {
      EXPECT_EQ(static_cast<int>(frame.lights[i].colour), lights[i][0].get<int>());
      EXPECT_EQ(frame.lights[i].lane_connector, lights[i][1].get<std::int64_t>());
      EXPECT_EQ(frame.ego.time.us, lights[i][2].get<std::int64_t>());
    }
  }
}

TEST_P(Golden, Past) {
  test::Worst worst;
  const auto& past = expected_["past_ego"];
  ASSERT_EQ(scenario_->past().size(), past.size());
  for (std::size_t i = 0; i < past.size(); ++i) {
    EXPECT_EQ(scenario_->past()[i].ego.time.us, past[i]["time_us"].get<std::int64_t>());
    worst.add_ego(scenario_->past()[i].ego, test::ego_from(past[i]), "past ego " + std::to_string(i));
    EXPECT_EQ(scenario_->past()[i].objects.size(), expected_["past_objects_count"][i].get<std::size_t>());
  }
  compare_objects(scenario_->past().front().objects, expected_["past_objects_first"], "oldest past frame", worst);
  EXPECT_LE(worst.error, 1.0) << worst.where;
}

TEST_P(Golden, FutureEgo) {
  test::Worst worst;
  const auto& future = expected_["future_ego_8s_16"];
  const std::vector<EgoState> actual = scenario_->future_ego(0, 8.0, 16);
  ASSERT_EQ(actual.size(), future.size());
  for (std::size_t i = 0; i < future.size(); ++i) {
    EXPECT_EQ(actual[i].time.us, future[i]["time_us"].get<std::int64_t>());
    worst.add_ego(actual[i], test::ego_from(future[i]), "future ego " + std::to_string(i));
  }
  EXPECT_LE(worst.error, 1.0) << worst.where;
}

INSTANTIATE_TEST_SUITE_P(ScenarioApi, Golden, testing::ValuesIn(test::golden_scenario_names()), [](const auto& log) {
  std::string name = log.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace stepscope
