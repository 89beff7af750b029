#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <limits>

#include "core/map/utm.h"
#include "tests/core/map/damaged_map.h"
#include "tests/support/ordinary_user.h"

namespace stepscope {
namespace {

namespace fs = std::filesystem;
using test::BlobWriter;
using test::DamagedMap;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

std::string error_of(const DamagedMap& damaged) {
  const auto map = damaged.open();
  return map.ok() ? "the map opened" : map.error().text();
}

std::vector<std::string> warnings_of(const RoadMapPtr& map) { return {map->warnings().begin(), map->warnings().end()}; }

// What must be wrong, and words of the error beyond the name of the file.
struct Damage {
  const char* name;
  const char* sql;
  std::vector<const char*> words;

  friend void PrintTo(const Damage& damage, std::ostream* out) { *out << damage.name; }
};

class BadMap : public testing::TestWithParam<Damage> {};

TEST_P(BadMap, ErrorNamesFileAndPlace) {
  const DamagedMap damaged;
  damaged.sql(GetParam().sql);
  const std::string error = error_of(damaged);
  EXPECT_THAT(error, HasSubstr(damaged.file().string()));
  for (const char* word : GetParam().words) EXPECT_THAT(error, HasSubstr(word));
}

const Damage kFatal[] = {
    {"no_meta", "DROP TABLE meta", {"meta", "table is missing"}},
    {"no_projection", "DELETE FROM meta WHERE key = 'projectedCoordSystem'", {"meta", "projectedCoordSystem"}},
    {"projection_is_null", "UPDATE meta SET value = NULL WHERE key = 'projectedCoordSystem'", {"projectedCoordSystem"}},
    {"unknown_projection",
     "UPDATE meta SET value = 'epsg:3857' WHERE key = 'projectedCoordSystem'",
     {"projectedCoordSystem", "epsg:3857"}},
    {"no_geometry_columns", "DROP TABLE gpkg_geometry_columns", {"gpkg_geometry_columns", "table is missing"}},
    {"other_reference_system",
     "UPDATE gpkg_geometry_columns SET srs_id = 3857 WHERE table_name = 'lanes_polygons'",
     {"gpkg_geometry_columns", "srs_id", "lanes_polygons", "3857"}},
    {"unlisted_layer",
     "DELETE FROM gpkg_geometry_columns WHERE table_name = 'baseline_paths'",
     {"baseline_paths", "gpkg_geometry_columns"}},
    {"geometry_column_elsewhere",
     "UPDATE gpkg_geometry_columns SET column_name = 'shape' WHERE table_name = 'lanes_polygons'",
     {"lanes_polygons", "shape", "column is missing"}},
    {"no_lanes_table", "DROP TABLE lanes_polygons", {"lanes_polygons", "table is missing"}},
    {"no_lane_connectors", "DROP TABLE lane_connectors", {"lane_connectors", "table is missing"}},
    {"no_connector_polygons",
     "DROP TABLE gen_lane_connectors_scaled_width_polygons",
     {"gen_lane_connectors_scaled_width_polygons", "table is missing"}},
    {"no_baselines", "DROP TABLE baseline_paths", {"baseline_paths", "table is missing"}},
    {"no_roadblocks", "DROP TABLE lane_groups_polygons", {"lane_groups_polygons", "table is missing"}},
    {"no_roadblock_connectors", "DROP TABLE lane_group_connectors", {"lane_group_connectors", "table is missing"}},
    {"no_intersections", "DROP TABLE intersections", {"intersections", "table is missing"}},
    {"no_stop_lines", "DROP TABLE stop_polygons", {"stop_polygons", "table is missing"}},
    {"no_exit_lane_column",
     "ALTER TABLE lane_connectors RENAME COLUMN exit_lane_fid TO something",
     {"lane_connectors", "exit_lane_fid", "column is missing"}},
    {"no_speed_limit_column",
     "ALTER TABLE lanes_polygons DROP COLUMN speed_limit_mps",
     {"lanes_polygons", "speed_limit_mps", "column is missing"}},
    {"no_stop_type_column",
     "ALTER TABLE stop_polygons DROP COLUMN stop_polygon_type_fid",
     {"stop_polygons", "stop_polygon_type_fid", "column is missing"}},
    {"lanes_are_empty",
     "DELETE FROM lanes_polygons; DELETE FROM baseline_paths WHERE lane_fid IS NOT NULL",
     {"lanes_polygons", "there are no lanes"}},
    {"lanes_are_unusable", "UPDATE lanes_polygons SET geom = x'00'", {"lanes_polygons", "no usable lanes", "geom"}},
};

INSTANTIATE_TEST_SUITE_P(Fatal, BadMap, testing::ValuesIn(kFatal),
                         [](const auto& damage) { return std::string(damage.param.name); });

TEST(BadMapFile, NotADatabase) {
  const DamagedMap damaged;
  std::ofstream(damaged.file(), std::ios::trunc) << std::string(5000, 'x');
  EXPECT_THAT(error_of(damaged), AllOf(HasSubstr(damaged.file().string()), HasSubstr("not an SQLite database")));
}

TEST(BadMapFile, Empty) {
  const DamagedMap damaged;
  fs::resize_file(damaged.file(), 0);
  EXPECT_THAT(error_of(damaged), AllOf(HasSubstr(damaged.file().string()), HasSubstr("empty")));
}

TEST(BadMapFile, Missing) {
  const DamagedMap damaged;
  fs::remove(damaged.file());
  EXPECT_THAT(error_of(damaged), AllOf(HasSubstr(damaged.file().string()), HasSubstr("does not exist")));
}

TEST(BadMapFile, TruncatedAnywhere) {
  const auto size = fs::file_size(DamagedMap().file());
  for (int part = 1; part < 12; ++part) {
    const DamagedMap damaged;
    fs::resize_file(damaged.file(), size * static_cast<std::uintmax_t>(part) / 12);
    EXPECT_THAT(error_of(damaged), AllOf(HasSubstr(damaged.file().string()), HasSubstr("truncated"))) << part;
  }
}

TEST(BadMapFile, OverwrittenPagesNeverCrash) {
  const auto size = static_cast<int>(fs::file_size(DamagedMap().file()));
  int noticed = 0;
  for (int seed = 0; seed < 25; ++seed) {
    const DamagedMap damaged;
    {
      std::fstream out(damaged.file(), std::ios::in | std::ios::out | std::ios::binary);
      out.seekp(4096 + (seed * 7919 * 4096) % (size - 8192));
      out << std::string(4096, static_cast<char>(0x5A + seed));
    }
    const auto map = damaged.open();
    if (map.ok()) {
      noticed += !map.value()->warnings().empty();
    } else {
      EXPECT_THAT(map.error().text(), HasSubstr(damaged.file().string()));
      ++noticed;
    }
  }
  EXPECT_GT(noticed, 15);
}

TEST(BadMapFile, NoPermission) {
  const DamagedMap damaged;
  for (fs::path folder = damaged.file().parent_path(); folder != fs::temp_directory_path();
       folder = folder.parent_path())
    test::open_to_all(folder);
  fs::permissions(damaged.file(), fs::perms::none);
  const test::OrdinaryUser user;
  EXPECT_THAT(error_of(damaged), AllOf(HasSubstr(damaged.file().string()), HasSubstr("permission")));
}

TEST(OddMap, MissingOptionalLayersAreEmpty) {
  const DamagedMap damaged;
  damaged.sql(
      "DROP TABLE walkways; DROP TABLE crosswalks; DROP TABLE carpark_areas; DROP TABLE boundaries;"
      "DROP TABLE generic_drivable_areas; DROP TABLE road_segments; DROP TABLE traffic_lights;");
  const auto map = damaged.open();
  ASSERT_TRUE(map.ok()) << map.error().text();
  for (const char* layer :
       {"walkways", "crosswalks", "carpark_areas", "boundaries", "generic_drivable_areas", "road_segments"})
    EXPECT_THAT(warnings_of(map.value()), Contains(AllOf(HasSubstr(layer), HasSubstr("table is missing"))));
  EXPECT_THAT(map.value()->content().crosswalks, IsEmpty());
  EXPECT_FALSE(map.value()->segments().empty());
}

TEST(OddMap, StrangersAreIgnored) {
  const DamagedMap damaged;
  damaged.sql(
      "CREATE TABLE of_somebody_else (a, b); INSERT INTO of_somebody_else VALUES (1, x'00');"
      "ALTER TABLE lanes_polygons ADD COLUMN colour TEXT; UPDATE lanes_polygons SET colour = 'blue';");
  const auto map = damaged.open();
  ASSERT_TRUE(map.ok()) << map.error().text();
  EXPECT_THAT(warnings_of(map.value()), IsEmpty());
}

TEST(OddMap, IdsMayBeRealOrText) {
  const DamagedMap damaged;
  const auto plain = damaged.open().value();
  // Without declared types SQLite keeps the storage class it is given.
  damaged.sql(
      "ALTER TABLE lane_connectors RENAME TO old; CREATE TABLE lane_connectors AS SELECT fid, geom, "
      "CAST(exit_lane_fid AS REAL) AS exit_lane_fid, ' ' || entry_lane_fid AS entry_lane_fid, "
      "lane_group_connector_fid || '.0' AS lane_group_connector_fid, intersection_fid, "
      "replace(traffic_light_stop_line_fids, ',', ' , ') AS traffic_light_stop_line_fids, "
      "CAST(speed_limit_mps AS TEXT) AS speed_limit_mps FROM old; DROP TABLE old;");
  const auto map = damaged.open();
  ASSERT_TRUE(map.ok()) << map.error().text();
  EXPECT_THAT(warnings_of(map.value()), IsEmpty());
  ASSERT_EQ(map.value()->segments().size(), plain->segments().size());
  for (std::size_t i = 0; i < plain->segments().size(); ++i) {
    const LaneSegment& a = map.value()->segments()[i];
    const LaneSegment& b = plain->segments()[i];
    EXPECT_EQ(a.incoming, b.incoming);
    EXPECT_EQ(a.outgoing, b.outgoing);
    EXPECT_EQ(a.roadblock, b.roadblock);
    EXPECT_EQ(a.stop_line_candidates, b.stop_line_candidates);
    EXPECT_EQ(a.speed_limit_mps, b.speed_limit_mps);
  }
}

TEST(OddMap, ProjectionInAnyCase) {
  const DamagedMap damaged;
  damaged.sql("UPDATE meta SET value = upper(value) WHERE key = 'projectedCoordSystem'");
  EXPECT_TRUE(damaged.open().ok());
}

// One row is spoilt; the map opens without it, or without the link, and says so.
struct Flaw {
  const char* name;
  std::string table;  // whose first row that meets `where` is spoilt
  const char* where;
  const char* set;    // assignment
  const char* layer;  // words of the warning; the fid is that of the spoilt row
  const char* field;
};

void PrintTo(const Flaw& flaw, std::ostream* out) { *out << flaw.name; }

class FlawedMap : public testing::TestWithParam<Flaw> {};

TEST_P(FlawedMap, OpensWithAWarning) {
  const Flaw& flaw = GetParam();
  const DamagedMap damaged;
  const auto fid = std::to_string(damaged.number("SELECT fid FROM " + flaw.table + " WHERE " + flaw.where));
  damaged.sql("UPDATE " + flaw.table + " SET " + flaw.set + " WHERE fid = " + fid);
  const auto map = damaged.open();
  ASSERT_TRUE(map.ok()) << map.error().text();
  EXPECT_THAT(warnings_of(map.value()),
              Contains(AllOf(HasSubstr(std::string("layer ") + flaw.layer + ","), HasSubstr("fid " + fid + ","),
                             HasSubstr(std::string("field ") + flaw.field + ":"))));
  const std::size_t all = DamagedMap().open().value()->segments().size();
  EXPECT_GE(map.value()->segments().size(), all - 1);
  for (const LaneSegment& segment : map.value()->segments()) {
    EXPECT_GE(segment.baseline.points().size(), 2u);
    for (const auto& list : {segment.incoming, segment.outgoing}) {
      for (const auto i : list) EXPECT_LT(i, map.value()->segments().size());
    }
  }
}

const Flaw kFlaws[] = {
    {"exit_lane_dangles", "lane_connectors", "1", "exit_lane_fid = 999999", "lane_connectors", "exit_lane_fid"},
    {"entry_lane_is_a_connector", "lane_connectors", "1", "entry_lane_fid = fid", "lane_connectors", "entry_lane_fid"},
    {"exit_lane_is_no_number", "lane_connectors", "1", "exit_lane_fid = 'left'", "lane_connectors", "exit_lane_fid"},
    {"roadblock_connector_dangles", "lane_connectors", "1", "lane_group_connector_fid = 5", "lane_connectors",
     "lane_group_connector_fid"},
    {"stop_line_dangles", "lane_connectors", "1", "traffic_light_stop_line_fids = '999999'", "lane_connectors",
     "traffic_light_stop_line_fids"},
    {"stop_line_is_no_number", "lane_connectors", "1", "traffic_light_stop_line_fids = 'a,b'", "lane_connectors",
     "traffic_light_stop_line_fids"},
    {"speed_limit_is_no_number", "lanes_polygons", "1", "speed_limit_mps = 'fast'", "lanes_polygons",
     "speed_limit_mps"},
    {"connector_line_missing", "lane_connectors", "1", "geom = NULL", "lane_connectors", "geom"},
    {"lane_polygon_missing", "lanes_polygons", "1", "geom = NULL", "lanes_polygons", "geom"},
    {"lane_polygon_is_text", "lanes_polygons", "1", "geom = 'POLYGON'", "lanes_polygons", "geom"},
    {"lane_roadblock_dangles", "lanes_polygons", "1", "lane_group_fid = 999999", "lanes_polygons", "lane_group_fid"},
    {"lane_roadblock_is_null", "lanes_polygons", "1", "lane_group_fid = NULL", "lanes_polygons", "lane_group_fid"},
    {"left_boundary_dangles", "lanes_polygons", "1", "left_boundary_fid = 999999", "lanes_polygons",
     "left_boundary_fid"},
    {"lane_has_two_ids", "lanes_polygons", "1", "lane_fid = 999999", "lanes_polygons", "lane_fid"},
    {"baseline_of_no_lane", "baseline_paths", "lane_fid IS NOT NULL", "lane_fid = 999999", "baseline_paths",
     "lane_fid"},
    {"baseline_of_both", "baseline_paths", "lane_fid IS NOT NULL", "lane_connector_fid = 1", "baseline_paths",
     "lane_fid"},
    {"baseline_twice", "baseline_paths", "lane_fid > (SELECT min(lane_fid) FROM baseline_paths)",
     "lane_fid = (SELECT min(lane_fid) FROM baseline_paths)", "baseline_paths", "lane_fid"},
    {"polygon_of_no_connector", "gen_lane_connectors_scaled_width_polygons", "1", "lane_connector_fid = 999999",
     "gen_lane_connectors_scaled_width_polygons", "lane_connector_fid"},
    {"roadblock_link_dangles", "lane_group_connectors", "1", "to_lane_group_fid = 999999", "lane_group_connectors",
     "to_lane_group_fid"},
    {"boundary_missing", "boundaries", "1", "geom = x'4750'", "boundaries", "geom"},
    {"stop_line_missing", "stop_polygons", "1", "geom = x''", "stop_polygons", "geom"},
    {"crosswalk_missing", "crosswalks", "1", "geom = x'00'", "crosswalks", "geom"},
    {"roadblock_missing", "lane_groups_polygons", "1", "geom = NULL", "lane_groups_polygons", "geom"},
};

INSTANTIATE_TEST_SUITE_P(Rows, FlawedMap, testing::ValuesIn(kFlaws),
                         [](const auto& flaw) { return std::string(flaw.param.name); });

TEST(FlawedMap, MalformedAndUndefinedGeometry) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<Point2> ring{{-115.1, 36.1}, {-115.0, 36.1}, {-115.0, 36.2}, {-115.1, 36.1}};
  struct Case {
    std::string blob;
    const char* word;
  };
  const Case cases[] = {
      {BlobWriter().header().type(3).u32(1).points({ring[0], {nan, 36.1}, ring[2], ring[0]}).bytes(), "vertex 1"},
      {BlobWriter().header().type(3).u32(1).points({ring[0], {-115.0, 136.1}, ring[2], ring[0]}).bytes(), "136.1"},
      {BlobWriter().header().type(2).points(ring).bytes(), "not a polygon"},
      {BlobWriter().header(0, 0x10).bytes(), "empty"},
      {BlobWriter().header().type(3).u32(70000).bytes(), "70000 rings"},
  };
  for (const Case& c : cases) {
    const DamagedMap damaged;
    const FeatureId fid = damaged.number("SELECT fid FROM intersections");
    damaged.set_geometry("intersections", fid, c.blob);
    const auto map = damaged.open();
    ASSERT_TRUE(map.ok()) << map.error().text();
    EXPECT_THAT(warnings_of(map.value()),
                testing::ElementsAre(AllOf(HasSubstr("layer intersections"), HasSubstr(std::to_string(fid)),
                                           HasSubstr("field geom"), HasSubstr(c.word))));
    EXPECT_TRUE(map.value()->proximal({0, 0}, 1e9, MapLayer::kIntersection).size() ==
                map.value()->content().intersections.size());
  }
}

TEST(FlawedMap, MultipolygonsWithHolesAreAreas) {
  const DamagedMap damaged;
  const FeatureId fid = damaged.number("SELECT fid FROM intersections");
  const std::vector<Point2> outer{{-80.0, 40.0}, {-79.9, 40.0}, {-79.9, 40.1}, {-80.0, 40.1}, {-80.0, 40.0}};
  const std::vector<Point2> hole{{-79.96, 40.04}, {-79.94, 40.04}, {-79.94, 40.06}, {-79.96, 40.06}, {-79.96, 40.04}};
  const std::vector<Point2> apart{{-79.8, 40.0}, {-79.7, 40.0}, {-79.7, 40.1}, {-79.8, 40.0}};
  damaged.set_geometry("intersections", fid,
                       BlobWriter(std::endian::big)
                           .header()
                           .type(6)
                           .u32(2)
                           .type(3)
                           .u32(2)
                           .points(outer)
                           .points(hole)
                           .type(3)
                           .u32(1)
                           .points(apart)
                           .bytes());
  const auto map = damaged.open().value();
  EXPECT_THAT(warnings_of(map), IsEmpty());
  const UtmZone zone = UtmZone::from_text(map->content().projection).value();
  const auto at = [&](double x, double y) { return map->objects_at(zone.project({x, y}), MapLayer::kIntersection); };
  EXPECT_THAT(at(-79.97, 40.02), Contains(fid));
  EXPECT_THAT(at(-79.95, 40.05), testing::Not(Contains(fid)));
  EXPECT_THAT(at(-79.73, 40.02), Contains(fid));
}

// Not damaged, only unusual: the table of polygons runs the other way round than that of the connectors.
TEST(OddMap, ConnectorsAtAPointFollowTheTableOfTheirPolygons) {
  const DamagedMap changed;
  const auto before = changed.open().value();
  changed.sql("UPDATE gen_lane_connectors_scaled_width_polygons SET fid = 1000000 - fid");
  const auto after = changed.open().value();
  int several = 0;
  for (const LaneSegment& segment : before->segments()) {
    const Point2 p = segment.baseline.point_at(1.0);
    std::vector<FeatureId> ids = before->objects_at(p, MapLayer::kLaneConnector);
    several += ids.size() > 1 ? 1 : 0;
    std::ranges::reverse(ids);
    EXPECT_EQ(after->objects_at(p, MapLayer::kLaneConnector), ids);
  }
  EXPECT_GT(several, 10);
}

}  // namespace
}  // namespace stepscope
