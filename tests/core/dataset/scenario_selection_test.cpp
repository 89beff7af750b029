#include "core/dataset/scenario_selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/support/files.h"
#include "tests/support/summaries.h"

namespace stepscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Dataset made_up() {
  Dataset data;
  data.paths.root = "root";
  data.logs.push_back(test::made_up_log("morning", "town",
                                        {{0xA, 1.0, {}, 7},
                                         {0x9, 20.0, {"on_intersection", "stationary"}, 8},
                                         {0x8, 23.0, {"stationary"}, 9},
                                         {0x7, 26.0, {"stationary"}, 10}}));
  data.logs.push_back(
      test::made_up_log("evening", "harbour", {{0x6, 20.0, {"stationary"}, 7}, {0x5, 30.0, {"changing_lane"}, 8}}));
  return data;
}

std::vector<std::uint64_t> tokens(const Result<std::vector<ChosenScenario>>& chosen) {
  EXPECT_TRUE(chosen.ok()) << chosen.error().text();
  std::vector<std::uint64_t> out;
  for (const ChosenScenario& scenario : chosen.value()) out.push_back(scenario.id.token.value);
  return out;
}

struct Case {
  const char* what;
  ScenarioFilter filter;
  std::vector<std::uint64_t> expected;
};

TEST(ScenarioSelection, EveryFilterAlone) {
  const Dataset data = made_up();
  const Case cases[] = {
      {"tagged ones, by token", {}, {5, 6, 7, 8, 9}},
      {"those without a tag as well", {.untagged = true}, {5, 6, 7, 8, 9, 0xA}},
      {"unknown means without a tag", {.types = {"unknown"}}, {0xA}},
      {"any tag counts", {.types = {"on_intersection"}}, {9}},
      {"several types", {.types = {"on_intersection", "changing_lane"}}, {5, 9}},
      {"part of a log's name", {.logs = {"morn"}}, {7, 8, 9}},
      {"location", {.locations = {"harbour"}}, {5, 6}},
      {"text in a tag", {.text = "intersection"}, {9}},
      {"tokens", {.tokens = {{0x7}, {0xA}, {0x7}}}, {7, 0xA}},
      {"tokens of a log", {.tokens = {{0x7}, {0x6}}, .logs = {"evening"}}, {6}},
      // stationary: morning 20, 23, 26 s and evening 20 s; 23 is too close to 20, 26 is not.
      {"spacing within a type and a log", {.types = {"stationary"}, .least_spacing_s = 5.0}, {6, 7, 9}},
      {"spacing that is just kept", {.types = {"stationary"}, .least_spacing_s = 3.0}, {6, 7, 8, 9}},
      // 4 stationary, 1 changing_lane; 4/2 = every second.
      {"per type, at equal steps", {.most_per_type = 2}, {5, 6, 8}},
      {"in total, at equal steps: 5/2 = every second", {.most = 2}, {5, 7}},
      {"untagged ones go first", {.untagged = true, .most = 5}, {5, 6, 7, 8, 9}},
      {"more than there are", {.most = 100}, {5, 6, 7, 8, 9}},
      {"a share is rounded up: 0.3·5 = 1.5 → 2", {.share = 0.3}, {5, 7}},
      {"all of them", {.share = 1.0}, {5, 6, 7, 8, 9}},
  };
  for (const Case& c : cases) EXPECT_EQ(tokens(select_scenarios(data, c.filter)), c.expected) << c.what;
}

TEST(ScenarioSelection, TypeAndExtractionFollowTheFilter) {
  const Dataset data = made_up();
  auto chosen = select_scenarios(
      data, {.types = {"on_intersection"}, .cut = {.duration_s = 8.0, .offset_s = {}, .subsample = {}}});
  ASSERT_TRUE(chosen.ok());
  ASSERT_THAT(chosen.value(), SizeIs(1));
  EXPECT_EQ(chosen.value()[0].type, "on_intersection") << "not its greatest tag, stationary";
  EXPECT_EQ(chosen.value()[0].extraction, (ScenarioExtraction{.duration_s = 8.0, .offset_s = -3.0, .subsample = 0.5}));
  EXPECT_EQ(chosen.value()[0].location, "town");
  EXPECT_FALSE(chosen.value()[0].named);
  chosen = select_scenarios(data, {.tokens = {{0xA}}});
  ASSERT_TRUE(chosen.ok());
  EXPECT_TRUE(chosen.value().at(0).named);
}

TEST(ScenarioSelection, AShuffleIsTheSeedsAlone) {
  const Dataset data = made_up();
  const auto order = [&](std::uint64_t seed) { return tokens(select_scenarios(data, {.shuffle_seed = seed})); };
  EXPECT_EQ(order(7), order(7));
  std::set<std::vector<std::uint64_t>> orders;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    orders.insert(order(seed));
    EXPECT_THAT(order(seed), testing::UnorderedElementsAre(5, 6, 7, 8, 9));
    auto first = order(seed);
    first.resize(2);
    EXPECT_EQ(tokens(select_scenarios(data, {.most = 2, .shuffle_seed = seed})), first);
  }
  EXPECT_GT(orders.size(), 10u);
}

TEST(ScenarioSelection, WhatIsNotInTheDataIsAnErrorThatHelps) {
  const Dataset data = made_up();
  const auto problem = [&](const ScenarioFilter& filter) {
    const auto chosen = select_scenarios(data, filter);
    EXPECT_FALSE(chosen.ok());
    return chosen.ok() ? std::string() : chosen.error().text();
  };
  EXPECT_THAT(problem({.types = {"stationery"}}),
              HasSubstr("type: the data have no type \"stationery\"; did you mean: stationary"));
  EXPECT_THAT(problem({.locations = {"paris"}}), HasSubstr("there are: harbour, town"));
  EXPECT_THAT(problem({.logs = {"mourning"}}), HasSubstr("did you mean: morning"));
  EXPECT_THAT(problem({.tokens = {{0xFF}}}), HasSubstr("no log has a scenario 00000000000000ff"));
  EXPECT_THAT(problem({.share = 0.0}), HasSubstr("limit"));
  EXPECT_THAT(problem({.cut = {.duration_s = std::nan(""), .offset_s = {}, .subsample = {}}}), HasSubstr("duration"));
  EXPECT_THAT(tokens(select_scenarios(data, {.types = {"changing_lane"}, .logs = {"morning"}})), IsEmpty())
      << "names that exist but do not meet let nothing pass";
}

// The small log: the ego drives at first and stands at the end.
class SelectionOfMotion : public testing::Test {
 protected:
  void SetUp() override {
    auto paths = find_data_root(test::mini_root());
    ASSERT_TRUE(paths.ok()) << paths.error().text();
    data_ = index_dataset(paths.value(), {});
    ASSERT_THAT(data_->problems, IsEmpty());
    all_ = count({});
  }
  std::size_t count(const ScenarioFilter& filter) { return tokens(select_scenarios(*data_, filter)).size(); }

  DatasetPtr data_;
  std::size_t all_{0};
};

TEST_F(SelectionOfMotion, DisplacementIsThatOfTheRecordedEgo) {
  const auto chosen = select_scenarios(*data_, {.least_displacement_m = 20.0});
  const auto others = select_scenarios(*data_, {});
  ASSERT_TRUE(chosen.ok() && others.ok());
  std::set<std::uint64_t> moving;
  for (const std::uint64_t token : tokens(chosen)) moving.insert(token);
  ASSERT_FALSE(moving.empty());
  ASSERT_LT(moving.size(), all_);
  for (const ChosenScenario& scenario : others.value()) {
    const auto loaded = Scenario::load(scenario.id, scenario.type, scenario.extraction, nullptr);
    if (!loaded.ok()) continue;  // no history: the filter judges it all the same
    double distance = 0.0;
    const auto rows = static_cast<int>(scenario.extraction.duration_s / 0.05);
    const std::vector<EgoState> future = loaded.value()->future_ego(0, scenario.extraction.duration_s, rows);
    for (std::size_t i = 1; i < future.size(); ++i)
      distance +=
          std::hypot(future[i].centre().x - future[i - 1].centre().x, future[i].centre().y - future[i - 1].centre().y);
    EXPECT_EQ(moving.contains(scenario.id.token.value), distance >= 20.0) << scenario.id.token.hex() << " " << distance;
  }
}

TEST_F(SelectionOfMotion, StartsAndStops) {
  EXPECT_GT(count({.stops_below_mps = 0.5}), 0u) << "the ego comes to a stand";
  EXPECT_LT(count({.stops_below_mps = 0.5}), all_);
  EXPECT_EQ(count({.starts_above_mps = 100.0}), 0u);
  EXPECT_EQ(count({.stops_below_mps = -1.0}), 0u);
  EXPECT_LE(count({.least_displacement_m = 20.0, .stops_below_mps = 0.5}), count({.stops_below_mps = 0.5}));
}

}  // namespace
}  // namespace stepscope
