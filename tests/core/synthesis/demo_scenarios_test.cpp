#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/map/gpkg_reader.h"
#include "core/scenario/scenario.h"
#include "core/sqlite/database.h"
#include "core/synthesis/demo.h"
#include "core/world/vehicle.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

struct TaggedFrame {
  Token token;
  std::string type;
  double seconds;
};

std::vector<TaggedFrame> tagged_frames(const std::filesystem::path& file) {
  std::vector<TaggedFrame> out;
  const Result<Database> db = Database::open_read_only(file);
  if (!db.ok()) return out;
  Result<Statement> rows = db.value().prepare(
      "SELECT lp.token, max(t.type), (lp.timestamp - (SELECT min(timestamp) FROM lidar_pc)) * 1e-6 "
      "FROM scenario_tag t JOIN lidar_pc lp ON lp.token = t.lidar_pc_token GROUP BY lp.token ORDER BY lp.timestamp");
  if (!rows.ok()) return out;
  Statement& s = rows.value();
  for (Result<bool> more = s.step(); more.ok() && more.value(); more = s.step()) {
    out.push_back({s.token(0).value_or(Token{}), std::string(s.text(1)), s.real(2)});
  }
  return out;
}

TEST(DemoScenarios, EveryTaggedMomentIsAScenario) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(write_demo(folder.path(), {3, 3}).ok());
  Result<RoadMapContent> content = read_map(folder.path() / "maps", "stepscope-demo");
  ASSERT_TRUE(content.ok()) << content.error().text();
  const auto map = RoadMap::build(std::move(content).value());
  ASSERT_TRUE(map.ok()) << map.error().text();
  for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "splits" / "demo")) {
    std::set<std::string> types;
    for (const TaggedFrame& frame : tagged_frames(entry.path())) {
      const auto loaded = Scenario::load({entry.path(), frame.token}, frame.type,
                                         ScenarioExtraction::for_type(frame.type), map.value());
      ASSERT_TRUE(loaded.ok()) << frame.type << " at " << frame.seconds << " s: " << loaded.error().text();
      const Scenario& scenario = *loaded.value();
      EXPECT_TRUE(scenario.warnings().empty()) << scenario.warnings().front();
      EXPECT_EQ(scenario.past().size(), 22U) << frame.seconds;
      EXPECT_TRUE(scenario.mission_goal().has_value());
      // Whole, and 8 s longer: what open-loop metrics compare the last plans with.
      EXPECT_GE(scenario.iterations(), 149) << frame.seconds;
      const int last = scenario.iterations() - 1;
      const auto after = scenario.future_ego(last, 8.0, 8);
      ASSERT_EQ(after.size(), 8U) << frame.seconds;
      EXPECT_NEAR(seconds_between(scenario.expert()[static_cast<std::size_t>(last)].time, after.back().time), 8.0, 0.1);
      types.insert(frame.type);
      // The route names what the map has, piece after piece, and the tagged ego stands on its begin.
      ASSERT_GE(scenario.route().size(), 2U);
      EXPECT_EQ(std::set(scenario.route().begin(), scenario.route().end()).size(), scenario.route().size());
      const Roadblock* before = nullptr;
      for (const std::string& id : scenario.route()) {
        const Roadblock* block = map.value()->roadblock(std::stoll(id));
        ASSERT_NE(block, nullptr) << id;
        if (before != nullptr) {
          EXPECT_NE(std::find(before->outgoing.begin(), before->outgoing.end(), block->id), before->outgoing.end())
              << id;
        }
        before = block;
      }
      const auto on_route = [&](Point2 p) {
        return std::any_of(scenario.route().begin(), scenario.route().end(), [&](const std::string& id) {
          return map.value()->roadblock(std::stoll(id))->area.contains(p);
        });
      };
      EXPECT_TRUE(on_route(scenario.expert().back().rear_axle.position()));
    }
    EXPECT_GE(types.size(), 6U) << entry.path();
  }
}

}  // namespace
}  // namespace stepscope
