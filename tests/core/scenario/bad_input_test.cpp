#include <gmock/gmock.h>

#include <fstream>
#include <functional>

#include "tests/core/scenario/damaged_log.h"
#include "tests/core/scenario/golden_scenarios.h"

namespace stepscope {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

// The anchor of the small log's golden scenario: 2.35 s after the log's begin.
const Token kAnchor = Token::from_hex("be562b0b1f1b03cf").value();
constexpr ScenarioExtraction kUsual{.duration_s = 8.0, .offset_s = 0.0, .subsample = 0.5};
// SQL for rows of the frame that anchors the scenario.
const std::string kAnchorRows = " WHERE lidar_pc_token = x'be562b0b1f1b03cf'";
const std::string kAnchorFrame = " WHERE token = x'be562b0b1f1b03cf'";
const std::string kAnchorPose = " WHERE token = (SELECT ego_pose_token FROM lidar_pc" + kAnchorFrame + ")";
const std::string kOneBox = " WHERE token = (SELECT token FROM lidar_box" + kAnchorRows + " ORDER BY rowid LIMIT 1)";

Result<ScenarioPtr> load(const std::filesystem::path& db, const ScenarioExtraction& extraction = kUsual,
                         Token anchor = kAnchor) {
  return Scenario::load({.db = db, .token = anchor}, "unknown", extraction, nullptr);
}

struct Damage {
  std::string name, sql;
  std::string place, field, reason;  // reason: a part of it
};

class Refused : public testing::TestWithParam<Damage> {};

TEST_P(Refused, WithFileTableFieldAndReason) {
  const Damage& damage = GetParam();
  const test::DamagedLog log(damage.sql);
  const auto scenario = load(log.file());
  ASSERT_FALSE(scenario.ok());
  EXPECT_EQ(scenario.error().file, log.file().string());
  EXPECT_EQ(scenario.error().place, damage.place);
  EXPECT_EQ(scenario.error().field, damage.field);
  EXPECT_THAT(scenario.error().reason, HasSubstr(damage.reason));
}

// Drops the constraint that a column's value must exist, by writing the table anew.
std::string without_constraints(const std::string& table) {
  return "CREATE TABLE plain AS SELECT * FROM " + table + "; DROP TABLE " + table + "; ALTER TABLE plain RENAME TO " +
         table + ";";
}

INSTANTIATE_TEST_SUITE_P(
    BadInput, Refused,
    testing::Values(
        Damage{"MissingTable", "DROP TABLE lidar_box", "lidar_box", "", "table is missing"},
        Damage{"MissingLights", "DROP TABLE traffic_light_status", "traffic_light_status", "", "table is missing"},
        Damage{"AbsurdTime",
               "UPDATE lidar_pc SET timestamp = 9223372036854775807 WHERE timestamp = (SELECT max(timestamp) FROM "
               "lidar_pc)",
               "lidar_pc", "timestamp", "is not a time"},
        Damage{"MissingColumn", "ALTER TABLE lidar_box DROP COLUMN yaw", "lidar_box", "yaw", "column is missing"},
        Damage{"MissingEgoColumn", "ALTER TABLE ego_pose DROP COLUMN acceleration_x", "ego_pose", "acceleration_x",
               "column is missing"},
        Damage{"NoLidar", "UPDATE lidar SET channel = 'other'", "lidar", "channel", "0 lidars with channel"},
        Damage{"TwoLidars", "INSERT INTO lidar SELECT x'0000000000000001', log_token, channel, '', '', '' FROM lidar",
               "lidar", "channel", "2 lidars with channel"},
        Damage{"NoLog", "DELETE FROM log", "lidar", "log_token", "there is no log"},
        Damage{"NoMapVersion", "UPDATE log SET map_version = NULL", "log", "map_version", "names no map"},
        Damage{"NoFrames", "DELETE FROM lidar_pc", "lidar_pc", "", "no frames"},
        Damage{"DanglingLidar", "UPDATE lidar_pc SET lidar_token = x'0000000000000001'" + kAnchorFrame, "lidar_pc",
               "lidar_token", "there is no lidar 0000000000000001"},
        Damage{"DanglingScene", "UPDATE lidar_pc SET scene_token = x'0000000000000001'" + kAnchorFrame, "lidar_pc",
               "scene_token", "there is no scene 0000000000000001"},
        Damage{"DanglingEgoPose", "UPDATE lidar_pc SET ego_pose_token = x'0000000000000001'" + kAnchorFrame, "lidar_pc",
               "ego_pose_token", "refers to an ego pose that does not exist (row be562b0b1f1b03cf)"},
        Damage{"DanglingGoal", "UPDATE scene SET goal_ego_pose_token = x'0000000000000001'", "scene",
               "goal_ego_pose_token", "refers to an ego pose that does not exist"},
        Damage{"DanglingTrack", "UPDATE lidar_box SET track_token = x'0000000000000001'" + kOneBox, "lidar_box",
               "track_token", "there is no track 0000000000000001"},
        Damage{"DanglingCategory", "DELETE FROM category WHERE name = 'vehicle'", "track", "category_token",
               "refers to a category that does not exist"},
        Damage{"UnknownCategory", "UPDATE category SET name = 'ufo' WHERE name = 'vehicle'", "category", "name",
               "\"ufo\" is not a category of nuPlan"},
        Damage{"NoFrameTime", "UPDATE lidar_pc SET timestamp = NULL" + kAnchorFrame, "lidar_pc", "timestamp",
               "is NULL instead of a whole number (row be562b0b1f1b03cf)"},
        Damage{"TextAsFrameTime", "UPDATE lidar_pc SET timestamp = 'noon'" + kAnchorFrame, "lidar_pc", "timestamp",
               "is the text \"noon\" instead of a whole number"},
        Damage{"TwoFramesAtATime",
               "UPDATE lidar_pc SET timestamp = (SELECT MAX(timestamp) FROM lidar_pc)" + kAnchorFrame, "lidar_pc",
               "timestamp", "have the same time"},
        Damage{"ShortToken",
               without_constraints("lidar_pc") + "UPDATE lidar_pc SET scene_token = x'0102'" + kAnchorFrame, "lidar_pc",
               "scene_token", "is a blob of 2 bytes instead of a token"},
        Damage{"NoEgoX", "UPDATE ego_pose SET x = NULL" + kAnchorPose, "ego_pose", "x", "is NULL instead of a number"},
        Damage{"TextAsEgoVelocity", "UPDATE ego_pose SET vx = 'fast'" + kAnchorPose, "ego_pose", "vx",
               "is the text \"fast\" instead of a number"},
        Damage{"InfiniteEgoY", "UPDATE ego_pose SET y = 9e999" + kAnchorPose, "ego_pose", "y",
               "is Inf instead of a number"},
        Damage{"NoRotation", "UPDATE ego_pose SET qw = 0, qx = 0, qy = 0, qz = 0" + kAnchorPose, "ego_pose", "qw",
               "quaternion of length 0"},
        Damage{"NotANumberAsYaw", "UPDATE lidar_box SET yaw = 0.0 * 9e999" + kOneBox, "lidar_box", "yaw",
               "is NULL instead of a number"},
        Damage{"BlobAsX", "UPDATE lidar_box SET x = x'00'" + kOneBox, "lidar_box", "x", "is a blob of 1 bytes"},
        Damage{"NegativeWidth", "UPDATE lidar_box SET width = -1" + kOneBox, "lidar_box", "width", "is negative"},
        Damage{"NoConnector", "UPDATE traffic_light_status SET lane_connector_id = NULL" + kAnchorRows,
               "traffic_light_status", "lane_connector_id", "is NULL instead of a whole number"}),
    [](const auto& damage) { return damage.param.name; });

TEST(BadInput, FilesThatAreNoLogs) {
  const test::DamagedLog log;
  const auto size = std::filesystem::file_size(log.file());
  log.truncate(size / 2);
  EXPECT_THAT(load(log.file()).error().text(), AllOf(HasSubstr(log.file().string()), HasSubstr("truncated")));
  log.write("");
  EXPECT_THAT(load(log.file()).error().reason, "file is empty");
  log.write("no database at all");
  EXPECT_THAT(load(log.file()).error().reason, "not an SQLite database");
  std::filesystem::remove(log.file());
  EXPECT_THAT(load(log.file()).error().reason, "file does not exist");
}

TEST(BadInput, DamagedBytesNeverCrash) {
  std::ifstream in(test::mini_log(), std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  const test::DamagedLog log;
  int refused = 0;
  for (std::size_t part = 1; part < 40; ++part) {
    std::string bytes = whole;
    const std::size_t at = whole.size() / 40 * part;
    for (std::size_t i = at; i < std::min(at + 3000, bytes.size()); ++i) bytes[i] = static_cast<char>(i * 37);
    log.write(bytes);
    const auto scenario = load(log.file());
    if (scenario.ok()) continue;
    ++refused;
    EXPECT_EQ(scenario.error().file, log.file().string());
    EXPECT_FALSE(scenario.error().reason.empty());
  }
  EXPECT_GT(refused, 0);
}

TEST(BadInput, AnUnknownToken) {
  const auto scenario = load(test::mini_log(), kUsual, Token{1});
  ASSERT_FALSE(scenario.ok());
  EXPECT_THAT(scenario.error().text(), HasSubstr("lidar_pc, token: there is no frame 0000000000000001"));
}

TEST(BadInput, ADamagedPageIsReportedWithItsTable) {
  const test::DamagedLog log;
  std::int64_t page = 0, size = 0;
  {
    auto database = Database::open_read_only(log.file());
    ASSERT_TRUE(database.ok());
    auto statement = database.value().prepare(
        "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = 'lidar_box'");
    ASSERT_TRUE(statement.ok() && statement.value().step().value());
    page = statement.value().integer(0);
    size = statement.value().integer(1);
  }
  std::fstream(log.file(), std::ios::binary | std::ios::in | std::ios::out).seekp((page - 1) * size)
      << std::string(static_cast<std::size_t>(size), '\xff');
  const auto scenario = load(log.file());
  ASSERT_FALSE(scenario.ok());
  EXPECT_THAT(scenario.error().text(), HasSubstr("lidar_box: database disk image is malformed"));
}

TEST(BadInput, AWindowThatTheLogCannotFill) {
  const auto error = [](const ScenarioExtraction& extraction) {
    const auto scenario = load(test::mini_log(), extraction);
    return scenario.ok() ? std::string("loaded") : scenario.error().reason;
  };
  EXPECT_THAT(error({15.0, -3.0, 0.5}), AllOf(HasSubstr("no history: 0.10 s of log are needed before the first frame"),
                                              HasSubstr("the log begins 2.35 s before"), HasSubstr("at least -2.2 s")));
  EXPECT_EQ(error({15.0, -2.2, 0.5}), "loaded");
  EXPECT_THAT(error({15.0, 30.0, 0.5}),
              AllOf(HasSubstr("no frame from 30.00 s to 45.00 s"), HasSubstr("the log covers -2.35 s")));
  EXPECT_THAT(error({0.01, 0.0, 0.5}), HasSubstr("only one frame"));
  EXPECT_THAT(error({15.0, 0.0, 0.0}), HasSubstr("is not within 0.001 … 1"));
  EXPECT_THAT(error({15.0, 0.0, 1e-300}), HasSubstr("is not within 0.001 … 1"));
  EXPECT_THAT(error({-1.0, 0.0, 0.5}), HasSubstr("is not a positive time"));
  EXPECT_THAT(error({15.0, std::nan(""), 0.5}), HasSubstr("is not a time"));
  EXPECT_EQ(load(test::mini_log(), {-1.0, 0.0, 0.5}).error().file, "")
      << "it is the request that is wrong, not the log";
}

TEST(BadInput, OddThingsBecomeWarnings) {
  const auto warnings = [](const std::string& sql) {
    const test::DamagedLog log(sql);
    const auto scenario = load(log.file());
    EXPECT_TRUE(scenario.ok()) << sql << ": " << scenario.error().text();
    return std::vector<std::string>(scenario.value()->warnings().begin(), scenario.value()->warnings().end());
  };
  EXPECT_THAT(warnings(""), IsEmpty());
  EXPECT_THAT(warnings("UPDATE scene SET roadblock_ids = NULL"), Contains(HasSubstr("no route")));
  EXPECT_THAT(warnings("UPDATE lidar_box SET width = 0" + kOneBox),
              Contains(HasSubstr("1 objects have length or width 0")));
  EXPECT_THAT(warnings("DELETE FROM lidar_pc WHERE timestamp BETWEEN 1768305654000000 AND 1768305654500000"),
              Contains(HasSubstr("frames are missing at 1 places")));
  EXPECT_THAT(warnings("UPDATE lidar_box SET x = 'nonsense' WHERE lidar_pc_token = (SELECT token FROM lidar_pc "
                       "ORDER BY timestamp LIMIT 1)"),
              IsEmpty())
      << "not in a frame of this scenario";
}

TEST(BadInput, WhatMayBeAbsentIsAccepted) {
  const test::DamagedLog log(
      "UPDATE lidar_box SET vx = NULL, vy = NULL WHERE track_token IN (SELECT t.token FROM track t JOIN category c "
      "ON c.token = t.category_token WHERE c.name NOT IN ('vehicle', 'pedestrian', 'bicycle'));"
      "UPDATE scene SET goal_ego_pose_token = x''; DELETE FROM traffic_light_status;"
      "UPDATE log SET map_version = map_version || '.gpkg'; ALTER TABLE lidar_box ADD COLUMN more TEXT;"
      "CREATE TABLE more (a); DROP TABLE image; DROP TABLE camera; DROP TABLE scenario_tag");
  const auto scenario = load(log.file());
  ASSERT_TRUE(scenario.ok()) << scenario.error().text();
  EXPECT_EQ(scenario.value()->mission_goal(), std::nullopt);
  EXPECT_EQ(scenario.value()->map_name(), "synthetic-mini");
  EXPECT_TRUE(scenario.value()->iteration(0).lights.empty());
}

TEST(BadInput, IndexesAreNotNeeded) {
  const test::DamagedLog log(
      "DROP INDEX ix_lidar_box_lidar_pc_token; DROP INDEX ix_lidar_box_track_token; DROP INDEX ix_lidar_pc_timestamp;"
      "DROP INDEX ix_traffic_light_status_lidar_pc_token");
  const auto plain = load(log.file()), indexed = load(test::mini_log());
  ASSERT_TRUE(plain.ok() && indexed.ok());
  ASSERT_EQ(plain.value()->iterations(), indexed.value()->iterations());
  for (int i = 0; i < plain.value()->iterations(); ++i) {
    const RecordedFrame& a = plain.value()->iteration(i);
    const RecordedFrame& b = indexed.value()->iteration(i);
    EXPECT_EQ(a.ego, b.ego);
    EXPECT_TRUE(std::equal(a.objects.begin(), a.objects.end(), b.objects.begin(), b.objects.end()));
    EXPECT_TRUE(std::equal(a.lights.begin(), a.lights.end(), b.lights.begin(), b.lights.end()));
  }
}

}  // namespace
}  // namespace stepscope
