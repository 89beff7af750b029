#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "core/geometry/angle.h"
#include "core/geometry/oriented_box.h"
#include "core/sqlite/database.h"
#include "core/synthesis/demo.h"
#include "core/world/vehicle.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

// Reads the logs of a demo of three with plain SQL.
class DemoLog : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(write_demo(folder_.path(), {1, 3}).ok());
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "splits" / "demo")) {
      Result<Database> db = Database::open_read_only(entry.path());
      ASSERT_TRUE(db.ok()) << db.error().text();
      logs_.push_back(std::move(db).value());
    }
    ASSERT_EQ(logs_.size(), 3U);
  }

  // Calls `row` for every row of the result.
  template <typename Row>
  static void each(const Database& db, const std::string& sql, Row row) {
    Result<Statement> statement = db.prepare(sql);
    ASSERT_TRUE(statement.ok()) << statement.error().text();
    for (Result<bool> more = statement.value().step(); more.ok() && more.value(); more = statement.value().step()) {
      row(statement.value());
    }
  }
  static std::int64_t number(const Database& db, const std::string& sql) {
    std::int64_t out = -1;
    each(db, sql, [&](const Statement& s) { out = s.integer(0); });
    return out;
  }

  test::TemporaryFolder folder_;
  std::vector<Database> logs_;
};

TEST_F(DemoLog, FillsEveryTable) {
  for (const Database& db : logs_) {
    const std::map<std::string, std::int64_t> expected{{"log", 1},   {"category", 7},    {"camera", 8},
                                                       {"lidar", 1}, {"ego_pose", 3601}, {"lidar_pc", 721},
                                                       {"scene", 5}, {"image", 8 * 361}};
    for (const auto& [table, rows] : expected) EXPECT_EQ(number(db, "SELECT count(*) FROM " + table), rows) << table;
    for (const char* table : {"track", "lidar_box", "scenario_tag", "traffic_light_status"}) {
      EXPECT_GT(number(db, std::string("SELECT count(*) FROM ") + table), 30) << table;
    }
    // Every token has 8 bytes and none comes twice, in whatever table.
    std::string all;
    for (const char* table : {"log", "category", "camera", "lidar", "ego_pose", "scene", "lidar_pc", "image", "track",
                              "lidar_box", "scenario_tag", "traffic_light_status"}) {
      all += std::string(all.empty() ? "" : " UNION ALL ") + "SELECT token FROM " + table;
    }
    EXPECT_EQ(number(db, "SELECT count(*) - count(DISTINCT token) FROM (" + all + ")"), 0);
    EXPECT_EQ(number(db, "SELECT count(*) FROM (" + all + ") WHERE typeof(token) != 'blob' OR length(token) != 8"), 0);
    EXPECT_EQ(number(db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
  }
}

TEST_F(DemoLog, FollowsTheClock) {
  for (const Database& db : logs_) {
    std::int64_t before = 0, rows = 0;
    each(db,
         "SELECT lp.timestamp, ep.timestamp FROM lidar_pc lp JOIN ego_pose ep ON ep.token = lp.ego_pose_token "
         "ORDER BY lp.timestamp",
         [&](const Statement& s) {
           if (rows++ > 0) {
             EXPECT_NEAR(static_cast<double>(s.integer(0) - before), 50'000.0, 400.0);
           }
           before = s.integer(0);
           EXPECT_LT(std::abs(s.integer(0) - s.integer(1)), 500);
         });
    EXPECT_EQ(rows, 721);
    EXPECT_EQ(number(db, "SELECT count(*) FROM lidar_pc WHERE prev_token IS NULL"), 1);
    EXPECT_EQ(number(db,
                     "SELECT count(*) FROM lidar_pc a JOIN lidar_pc b ON b.token = a.next_token "
                     "WHERE b.prev_token = a.token AND b.timestamp > a.timestamp"),
              720);
  }
}

TEST_F(DemoLog, ScenesFollowTheReferencesRule) {
  for (const Database& db : logs_) {
    std::vector<std::string> names;
    std::vector<std::int64_t> frames;
    each(db,
         "SELECT s.name, count(*), s.roadblock_ids FROM scene s JOIN lidar_pc lp ON lp.scene_token = s.token "
         "GROUP BY s.name ORDER BY s.name",
         [&](const Statement& s) {
           names.emplace_back(s.text(0));
           frames.push_back(s.integer(1));
           EXPECT_FALSE(s.text(2).empty());
         });
    EXPECT_EQ(names, (std::vector<std::string>{"scene-001", "scene-002", "scene-003", "scene-004", "scene-005"}));
    EXPECT_EQ(frames, (std::vector<std::int64_t>{20, 20, 660, 10, 11}));
    EXPECT_EQ(number(db, "SELECT count(*) FROM scene WHERE goal_ego_pose_token IS NULL"), 1);
    EXPECT_EQ(number(db,
                     "SELECT count(*) FROM scenario_tag t JOIN lidar_pc lp ON lp.token = t.lidar_pc_token "
                     "JOIN scene s ON s.token = lp.scene_token WHERE s.name != 'scene-003'"),
              0);
    // Several types anchor scenarios, whose plans can be compared until 20 s after the tag.
    EXPECT_GE(number(db, "SELECT count(DISTINCT type) FROM scenario_tag"), 5);
    EXPECT_EQ(number(db,
                     "SELECT count(*) FROM scenario_tag t JOIN lidar_pc lp ON lp.token = t.lidar_pc_token "
                     "WHERE lp.timestamp - (SELECT min(timestamp) FROM lidar_pc) NOT BETWEEN 5200000 AND 15800000"),
              0);
  }
}

TEST_F(DemoLog, IsFullOfObjectsThatDoNotTouch) {
  for (const Database& db : logs_) {
    std::map<std::int64_t, std::vector<OrientedBox>> frames;
    each(db,
         "SELECT lp.rowid, b.x, b.y, b.yaw, b.length, b.width FROM lidar_box b "
         "JOIN lidar_pc lp ON lp.token = b.lidar_pc_token",
         [&](const Statement& s) {
           frames[s.integer(0)].push_back({{s.real(1), s.real(2), s.real(3)}, s.real(4), s.real(5)});
         });
    ASSERT_EQ(frames.size(), 721U);
    int well_filled = 0;
    for (const auto& [frame, boxes] : frames) well_filled += boxes.size() >= 60 && boxes.size() <= 120 ? 1 : 0;
    EXPECT_GT(well_filled, 360);
    std::map<std::int64_t, OrientedBox> egos;
    each(db,
         "SELECT lp.rowid, ep.x, ep.y, ep.qw, ep.qz FROM lidar_pc lp JOIN ego_pose ep ON ep.token = lp.ego_pose_token",
         [&](const Statement& s) {
           const Pose2 rear{s.real(1), s.real(2), 2.0 * std::atan2(s.real(4), s.real(3))};
           egos[s.integer(0)] = {moved_forward(rear, kPacifica.rear_axle_to_centre()), kPacifica.length(),
                                 kPacifica.width};
         });
    for (auto& [frame, boxes] : frames) {
      boxes.push_back(egos.at(frame));
      for (std::size_t a = 0; a < boxes.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
          if (distance(boxes[a].centre.position(), boxes[b].centre.position()) > 8.0) continue;
          EXPECT_FALSE(intersects(boxes[a], boxes[b])) << "frame " << frame;
        }
      }
    }
  }
}

TEST_F(DemoLog, ObjectsMoveAsTheirVelocitiesSayAndComeFromAfar) {
  for (const Database& db : logs_) {
    std::int64_t pairs = 0;
    each(db,
         "SELECT b.x - a.x, b.y - a.y, (la.timestamp - lb.timestamp) * -1e-6, a.vx, a.vy, a.yaw FROM lidar_box a "
         "JOIN lidar_box b ON b.token = a.next_token AND b.prev_token = a.token AND b.track_token = a.track_token "
         "JOIN lidar_pc la ON la.token = a.lidar_pc_token JOIN lidar_pc lb ON lb.token = b.lidar_pc_token",
         [&](const Statement& s) {
           ++pairs;
           EXPECT_NEAR(s.real(0), s.real(2) * s.real(3), 0.03);
           EXPECT_NEAR(s.real(1), s.real(2) * s.real(4), 0.03);
         });
    EXPECT_GT(pairs, 36'000);
    // The first box of a track that begins after the log does is at the edge of what is recorded.
    each(db,
         "SELECT b.x - ep.x, b.y - ep.y FROM lidar_box b JOIN lidar_pc lp ON lp.token = b.lidar_pc_token "
         "JOIN ego_pose ep ON ep.token = lp.ego_pose_token WHERE b.prev_token IS NULL "
         "AND lp.prev_token IS NOT NULL",
         [&](const Statement& s) { EXPECT_GT(std::hypot(s.real(0), s.real(1)), 110.0); });
  }
}

TEST_F(DemoLog, TheEgoDrivesAsItsStatesSay) {
  for (const Database& db : logs_) {
    double x = 0.0, y = 0.0, yaw = 0.0, speed = 0.0, way = 0.0;
    std::int64_t time = 0, rows = 0;
    each(db,
         "SELECT timestamp, x, y, qw, qz, vx, vy, acceleration_x, acceleration_y, angular_rate_z, qx, qy FROM ego_pose "
         "ORDER BY timestamp",
         [&](const Statement& s) {
           const double now = 2.0 * std::atan2(s.real(4), s.real(3));
           EXPECT_NEAR(s.real(3) * s.real(3) + s.real(4) * s.real(4), 1.0, 1e-12);
           EXPECT_EQ(s.real(10), 0.0);
           EXPECT_EQ(s.real(11), 0.0);
           EXPECT_LT(std::abs(s.real(7)), 5.0);
           EXPECT_LT(std::abs(s.real(8)), 3.5);
           EXPECT_NEAR(s.real(8), s.real(5) * s.real(9), 1e-9);
           if (rows++ > 0) {
             const double dt = static_cast<double>(s.integer(0) - time) * 1e-6, mean = 0.5 * (speed + s.real(5));
             const double between = yaw + 0.5 * wrap_angle(now - yaw);
             EXPECT_NEAR(s.real(1) - x, dt * mean * std::cos(between), 4e-3);
             EXPECT_NEAR(s.real(2) - y, dt * mean * std::sin(between), 4e-3);
             way += dt * mean;
           }
           time = s.integer(0), x = s.real(1), y = s.real(2), yaw = now, speed = s.real(5);
         });
    EXPECT_GT(way, 30.0);
  }
}

TEST_F(DemoLog, LightsAreThoseOfConnectorsOfTheMap) {
  Result<Database> map = Database::open_read_only(folder_.path() / "maps" / "stepscope-demo" / "1.0" / "map.gpkg");
  ASSERT_TRUE(map.ok());
  std::set<std::int64_t> with_light;
  each(map.value(), "SELECT fid FROM lane_connectors WHERE traffic_light_stop_line_fids != ''",
       [&](const Statement& s) { with_light.insert(s.integer(0)); });
  ASSERT_GT(with_light.size(), 60U);
  for (const Database& db : logs_) {
    std::set<std::string> colours;
    each(db, "SELECT DISTINCT lane_connector_id, status FROM traffic_light_status", [&](const Statement& s) {
      EXPECT_TRUE(with_light.contains(s.integer(0)));
      colours.emplace(s.text(1));
    });
    EXPECT_TRUE(colours.contains("green") && colours.contains("red"));
    EXPECT_GT(number(db, "SELECT count(DISTINCT lidar_pc_token) FROM traffic_light_status"), 480);  // most of the way
  }
}

}  // namespace
}  // namespace stepscope
