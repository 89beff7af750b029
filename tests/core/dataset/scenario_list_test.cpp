#include "core/dataset/scenario_list.h"

#include <gmock/gmock.h>

#include <functional>

#include "tests/support/summaries.h"

namespace stepscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ScenarioList four_scenarios() {
  return test::made_up_log("log", "town",
                           {{0xA, 1.0, {}, 7},
                            {0xB, 20.0, {"on_intersection", "stationary"}, 8},
                            {0xC, 0.05, {"stationary"}, 9},
                            {0xD, 59.0, {"on_intersection", "stationary"}, 10}})
      .scenarios;
}

TEST(ScenarioList, TaggedOnesComeFirst) {
  const ScenarioList list = four_scenarios();
  ASSERT_EQ(list.size(), 4U);
  EXPECT_EQ(list.tagged(), 3U);
  std::vector<std::uint64_t> tokens;
  for (const ScenarioRow& row : list) tokens.push_back(row.token.value);
  EXPECT_THAT(tokens, ElementsAre(0xC, 0xB, 0xD, 0xA));
  for (std::size_t i = 0; i < list.size(); ++i) EXPECT_EQ(list.find(list.token(i)), i);
  EXPECT_FALSE(list.find({0xE}));
  EXPECT_FALSE(list.find({0xF000'0000'0000'0000U})) << "a frame, but no scenario";
}

TEST(ScenarioList, FramesWithTheSameTagsShareThem) {
  const ScenarioList list = four_scenarios();
  EXPECT_EQ(list.set_count(), 3U);
  EXPECT_EQ(list.set(1), list.set(2));
  EXPECT_EQ(list.set(3), 0U);
  EXPECT_THAT(list[1].tags, ElementsAre("on_intersection", "stationary"));
  EXPECT_THAT(list[3].tags, IsEmpty());
  EXPECT_TRUE(list.has_tag(1, "on_intersection"));
  EXPECT_FALSE(list.has_tag(0, "on_intersection"));
  EXPECT_FALSE(list.has_tag(0, "unknown"));
  EXPECT_TRUE(list.has_tag(3, "unknown"));
  EXPECT_EQ(list.type(1), "stationary");
  EXPECT_EQ(list.type(3), "unknown");
}

TEST(ScenarioList, PartsEqualTheRowWrittenOut) {
  const ScenarioList list = four_scenarios();
  for (std::size_t i = 0; i < list.size(); ++i) {
    const ScenarioRow row = list[i];
    EXPECT_EQ(row.token, list.token(i));
    EXPECT_EQ(row.time, list.time(i));
    EXPECT_EQ(row.type, list.type(i));
    EXPECT_EQ(row.agents, list.agents(i));
    EXPECT_EQ(row.iterations, list.iterations(i));
    EXPECT_EQ(row.history_s, list.history_s(i));
    EXPECT_EQ(row.problem, list.problem(i));
    EXPECT_EQ(row.problem.empty(), list.can_be_simulated(i));
  }
}

// 15 s from 3 s before the anchor at 10 Hz, or 20 s from the anchor without a known tag; both ends count.
TEST(ScenarioList, WorksOutWhatTheExtractionYields) {
  const ScenarioList list = four_scenarios();
  EXPECT_THAT(list.problem(0), HasSubstr("no history"));
  EXPECT_EQ(list.iterations(1), 151);
  EXPECT_EQ(list.iterations(2), 41) << "56 s to 60 s";
  EXPECT_EQ(list.iterations(3), 201);
  EXPECT_NEAR(list.history_s(3), 1.0, 1e-9);
  EXPECT_NEAR(list.history_s(1), 2.2, 1e-9);
  EXPECT_EQ(list.history_s(0), 0.0);
}

TEST(ScenarioList, ContradictingColumnsAreNone) {
  const ScenarioColumns sound = four_scenarios().columns();
  EXPECT_TRUE(ScenarioList::of(sound));
  const auto refused = [&sound](const std::function<void(ScenarioColumns&)>& change) {
    ScenarioColumns columns = sound;
    change(columns);
    return !ScenarioList::of(columns).has_value();
  };
  EXPECT_TRUE(refused([](auto& c) { c.tokens.pop_back(); }));
  EXPECT_TRUE(refused([](auto& c) { c.agents.push_back(1); }));
  EXPECT_TRUE(refused([](auto& c) { c.agents[0] = 1U << 31; }));
  EXPECT_TRUE(refused([](auto& c) { c.times[1] = c.times[0]; }));
  EXPECT_TRUE(refused([](auto& c) { c.frames.back() = 1201; }));
  EXPECT_TRUE(refused([](auto& c) { std::swap(c.frames[0], c.frames[1]); }));
  EXPECT_TRUE(refused([](auto& c) { c.row_sets[0] = 3; }));
  EXPECT_TRUE(refused([](auto& c) { c.row_sets[0] = 0; }));
  EXPECT_TRUE(refused([](auto& c) { c.row_sets.resize(5, 1); }));
  EXPECT_TRUE(refused([](auto& c) { c.set_types[0] = 2; }));
  EXPECT_TRUE(refused([](auto& c) { c.set_begins.back() += 1; }));
  EXPECT_TRUE(refused([](auto& c) { c.set_begins.clear(); }));
  EXPECT_TRUE(refused([](auto& c) { std::swap(c.types[0], c.types[1]); }));
}

}  // namespace
}  // namespace stepscope
