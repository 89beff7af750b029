#include <gmock/gmock.h>

#include "core/map/gpkg_reader.h"
#include "tests/core/scenario/damaged_log.h"
#include "tests/core/scenario/golden_scenarios.h"

namespace stepscope {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class ScenarioWithMap : public testing::Test {
 protected:
  ScenarioWithMap() {
    auto content = read_map(test::mini_root() / "maps", "synthetic-mini");
    EXPECT_TRUE(content.ok());
    content_ = std::move(content).value();
  }
  Result<ScenarioPtr> load(const std::filesystem::path& db) {
    auto map = RoadMap::build(content_);
    EXPECT_TRUE(map.ok());
    const ScenarioId id{.db = db, .token = Token::from_hex("be562b0b1f1b03cf").value()};
    return Scenario::load(id, "unknown", {.duration_s = 8.0, .offset_s = 0.0, .subsample = 0.5}, map.value());
  }
  RoadMapContent content_;
};

TEST_F(ScenarioWithMap, AgreesWithItsLog) {
  const auto scenario = load(test::mini_log());
  ASSERT_TRUE(scenario.ok()) << scenario.error().text();
  EXPECT_THAT(scenario.value()->warnings(), IsEmpty());
  EXPECT_EQ(scenario.value()->map().location(), "synthetic-mini");
}

TEST_F(ScenarioWithMap, OfAnotherPlaceIsRefused) {
  content_.location = "elsewhere";
  const auto scenario = load(test::mini_log());
  ASSERT_FALSE(scenario.ok());
  EXPECT_EQ(scenario.error().field, "map_version");
  EXPECT_THAT(scenario.error().reason, HasSubstr("the map is of \"elsewhere\""));
}

TEST_F(ScenarioWithMap, WarnsOfALogThatWasRecordedElsewhere) {
  const test::DamagedLog log("UPDATE ego_pose SET x = x + 5000");
  const auto scenario = load(log.file());
  ASSERT_TRUE(scenario.ok()) << scenario.error().text();
  EXPECT_THAT(scenario.value()->warnings(), testing::ElementsAre(HasSubstr("more than 1000 m away from the map")));
}

TEST_F(ScenarioWithMap, WarnsOfLightsAndRoadblocksThatItDoesNotHave) {
  const test::DamagedLog log(
      "UPDATE traffic_light_status SET lane_connector_id = 4711 WHERE lane_connector_id = 70053;"
      "UPDATE scene SET roadblock_ids = roadblock_ids || ' 4712 x'");
  const auto scenario = load(log.file());
  ASSERT_TRUE(scenario.ok()) << scenario.error().text();
  EXPECT_THAT(scenario.value()->warnings(),
              Contains(HasSubstr("1 lane connectors that the map does not have, e.g. 4711")));
  EXPECT_THAT(scenario.value()->warnings(), Contains("scene, roadblock_ids: the map has no roadblock \"4712\""));
  EXPECT_THAT(scenario.value()->warnings(), Contains("scene, roadblock_ids: the map has no roadblock \"x\""));
  EXPECT_EQ(scenario.value()->warnings().size(), 3U);
}

}  // namespace
}  // namespace stepscope
