#include "core/dataset/log_index.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "core/scenario/scenario.h"
#include "tests/core/dataset/tiny_log.h"
#include "tests/support/golden.h"

namespace stepscope {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class TinyLog : public testing::Test {
 protected:
  TinyLog() { test::write_tiny_log(file_); }
  void damage(const std::string& sql) {
    const Status status = Database::open_read_write(file_).value().execute(sql);
    ASSERT_TRUE(status.ok()) << status.error().text();
  }
  LogSummary summary() {
    auto made = summarise_log(file_);
    EXPECT_TRUE(made.ok()) << made.error().text();
    return made.value();
  }
  Error refused() { return summarise_log(file_).error(); }

  test::TemporaryFolder folder_;
  fs::path file_{folder_.path() / "tiny.db"};
};

TEST_F(TinyLog, IsDescribed) {
  const LogSummary log = summary();
  EXPECT_EQ(log.db, file_);
  EXPECT_EQ(log.name, "tiny");
  EXPECT_EQ(log.location, "town");
  EXPECT_EQ(log.vehicle, "veh-1");
  EXPECT_EQ(log.date, "2026-01-01");
  EXPECT_EQ(log.frames, 24);
  EXPECT_EQ(log.begin.us, 1'000'000);
  EXPECT_EQ(log.end.us, 2'150'000);
  EXPECT_THAT(log.warnings, IsEmpty());
}

TEST_F(TinyLog, CandidatesLieInTheScenesBetweenTheFirstAndLastTwoTaggedOnesFirst) {
  std::vector<std::uint64_t> tokens;
  for (const ScenarioRow& row : summary().scenarios) tokens.push_back(row.token.value);
  EXPECT_THAT(tokens, ElementsAre(11, 9, 10, 12, 13, 14, 15, 16));
}

TEST_F(TinyLog, TheGreatestTagIsTheType) {
  const LogSummary log = summary();
  const ScenarioRow tagged = log.scenarios.front();
  EXPECT_EQ(tagged.type, "b_type");
  EXPECT_THAT(tagged.tags, ElementsAre("a_type", "b_type"));
  EXPECT_EQ(tagged.time.us, 1'500'000);
  EXPECT_EQ(tagged.agents, 3);
  EXPECT_EQ(tagged.iterations, 7) << "frames 10, 12 … 22 of 0 … 23";
  EXPECT_NEAR(tagged.history_s, 0.5, 1e-9);
  EXPECT_EQ(tagged.problem, "");
  EXPECT_EQ(log.scenarios[1].type, "unknown");
  EXPECT_THAT(log.scenarios[1].tags, IsEmpty());
}

TEST_F(TinyLog, ATagThatIsSaidTwiceIsOne) {
  damage("INSERT INTO scenario_tag VALUES (x'000000000000000b', 'b_type'), (x'0000000000000001', 'never')");
  const ScenarioList scenarios = summary().scenarios;
  EXPECT_THAT(scenarios.front().tags, ElementsAre("a_type", "b_type"));
  EXPECT_THAT(scenarios.columns().types, ElementsAre("a_type", "b_type"))
      << "not the tag of a frame that is no scenario";
}

TEST_F(TinyLog, SaysWhyAScenarioCannotBeSimulated) {
  damage("UPDATE scenario_tag SET type = 'stationary'");  // a known type: 3 s before its moment
  const LogSummary log = summary();
  const ScenarioRow row = log.scenarios.front();
  EXPECT_THAT(row.problem, HasSubstr("no history"));
  EXPECT_EQ(row.history_s, 0.0);
  EXPECT_EQ(row.iterations, 12);
}

TEST_F(TinyLog, FewerThanFiveScenesLeaveNothing) {
  damage(
      "DELETE FROM scene WHERE name > 'scene-003'; UPDATE lidar_pc SET scene_token = (SELECT token FROM scene "
      "WHERE name = 'scene-000') WHERE scene_token NOT IN (SELECT token FROM scene)");
  EXPECT_THAT(summary().scenarios, IsEmpty());
}

TEST_F(TinyLog, RowsThatBelongToNothingAreLeftOutAndSaid) {
  damage(
      "INSERT INTO lidar_box VALUES (x'00000000000000ff'), (x'00000000000000fe');"
      "INSERT INTO scenario_tag VALUES (x'00000000000000ff', 'a_type'); DELETE FROM scene WHERE name = 'scene-002'");
  const LogSummary log = summary();
  EXPECT_THAT(log.warnings, Contains("lidar_box, lidar_pc_token: 2 rows belong to frames that do not exist"));
  EXPECT_THAT(log.warnings, Contains("scenario_tag, lidar_pc_token: 1 rows belong to frames that do not exist"));
  EXPECT_THAT(log.warnings, Contains("lidar_pc, scene_token: 4 frames belong to scenes that do not exist"));
}

TEST_F(TinyLog, ErrorsNameTableAndField) {
  damage("UPDATE lidar_pc SET timestamp = 'x' WHERE token = x'0000000000000005'");
  EXPECT_EQ(refused().place, "lidar_pc");
  EXPECT_EQ(refused().field, "timestamp");
  EXPECT_THAT(refused().reason, HasSubstr("0000000000000005"));
  damage("DROP TABLE scenario_tag; UPDATE lidar_pc SET timestamp = 1200001 WHERE token = x'0000000000000005'");
  EXPECT_EQ(refused(), (Error{file_.string(), "scenario_tag", "", "table is missing"}));
  fs::resize_file(file_, 5000);
  EXPECT_THAT(refused().reason, HasSubstr("truncated"));
}

TEST(LogIndex, AgreesWithTheScenariosItLists) {
  std::vector<fs::path> logs{test::mini_root() / "splits/synthetic/synthetic-mini-01.db"};
  if (const auto shared = test::shared_folder())
    for (const auto& entry : fs::recursive_directory_iterator(*shared / "data/splits"))
      if (entry.path().extension() == ".db") logs.push_back(entry.path());
  for (const fs::path& db : logs) {
    const auto log = summarise_log(db);
    ASSERT_TRUE(log.ok()) << log.error().text();
    ASSERT_FALSE(log.value().scenarios.empty()) << db;
    std::set<std::string> seen;
    for (const ScenarioRow& row : log.value().scenarios) {
      const bool first_of_kind = seen.insert(row.type + (row.problem.empty() ? "" : "!")).second;
      if (!first_of_kind) continue;
      const auto scenario =
          Scenario::load({.db = db, .token = row.token}, row.type, ScenarioExtraction::for_type(row.type), nullptr);
      ASSERT_EQ(scenario.ok(), row.problem.empty()) << db << " " << row.token.hex();
      if (!scenario.ok()) {
        EXPECT_EQ(scenario.error().reason, row.problem);
        continue;
      }
      EXPECT_EQ(scenario.value()->iterations(), row.iterations);
      EXPECT_EQ(scenario.value()->map_name(), log.value().location);
      EXPECT_NEAR(seconds_between(scenario.value()->past().front().ego.time, scenario.value()->time(0)), row.history_s,
                  1e-9);
      for (int i = 0; i < row.iterations; ++i) {
        const RecordedFrame& frame = scenario.value()->iteration(i);
        if (frame.token != row.token) continue;
        EXPECT_EQ(frame.objects.size(), static_cast<std::size_t>(row.agents));
      }
    }
  }
}

// The golden scenarios begin at a frame 2.3 s into the log, which the third scene contains.
TEST(LogIndex, ListsTheReferencesScenario) {
  const nlohmann::json expected = test::golden("scenario_api/synthetic-mini-01.json");
  const auto log = summarise_log(test::mini_root() / expected["header"]["db"].get<std::string>());
  ASSERT_TRUE(log.ok());
  const ScenarioList& scenarios = log.value().scenarios;
  const auto row = scenarios.find(Token::from_hex(expected["token"].get<std::string>()).value());
  ASSERT_TRUE(row);
  EXPECT_EQ(scenarios.agents(*row), static_cast<int>(expected["objects"]["0"].size()));
}

}  // namespace
}  // namespace stepscope
