// A map that is read when somebody asks is the same map, in whatever order it is asked for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <thread>

#include "tests/core/map/damaged_map.h"

namespace stepscope {
namespace {

using test::DamagedMap;
using testing::HasSubstr;

constexpr MapLayer kLayers[] = {
    MapLayer::kLane,       MapLayer::kIntersection, MapLayer::kStopLine,      MapLayer::kTurnStop,
    MapLayer::kCrosswalk,  MapLayer::kDrivableArea, MapLayer::kLaneConnector, MapLayer::kBaselinePaths,
    MapLayer::kBoundaries, MapLayer::kWalkways,     MapLayer::kCarparkArea,   MapLayer::kRoadblock,
    MapLayer::kStopSign,   MapLayer::kYield,        MapLayer::kTrafficLight,  MapLayer::kRoadblockConnector};

std::vector<Point2> vertices(const Area& area) {
  std::vector<Point2> all;
  for (const Polygon& part : area.parts()) {
    all.insert(all.end(), part.exterior.begin(), part.exterior.end());
    for (const auto& hole : part.holes) all.insert(all.end(), hole.begin(), hole.end());
  }
  return all;
}

std::vector<Point2> points(std::span<const Point2> line) { return {line.begin(), line.end()}; }

void expect_equal(const LaneSegment& a, const LaneSegment& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.roadblock, b.roadblock);
  EXPECT_EQ(vertices(a.area), vertices(b.area));
  EXPECT_EQ(a.area_row, b.area_row);
  EXPECT_EQ(points(a.baseline.points()), points(b.baseline.points()));
  EXPECT_EQ(a.baseline_id, b.baseline_id);
  EXPECT_EQ(a.layer_line, b.layer_line);
  EXPECT_EQ(a.left_boundary, b.left_boundary);
  EXPECT_EQ(a.right_boundary, b.right_boundary);
  EXPECT_EQ(a.speed_limit_mps, b.speed_limit_mps);
  EXPECT_EQ(a.lane_index, b.lane_index);
  EXPECT_EQ(a.exit_lane, b.exit_lane);
  EXPECT_EQ(a.entry_lane, b.entry_lane);
  EXPECT_EQ(a.intersection, b.intersection);
  EXPECT_EQ(a.stop_line_candidates, b.stop_line_candidates);
  EXPECT_EQ(a.stop_lines, b.stop_lines);
  EXPECT_EQ(a.incoming, b.incoming);
  EXPECT_EQ(a.outgoing, b.outgoing);
}

void expect_equal(const Roadblock& a, const Roadblock& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.connector, b.connector);
  EXPECT_EQ(vertices(a.area), vertices(b.area));
  EXPECT_EQ(a.interior, b.interior);
  EXPECT_EQ(a.incoming, b.incoming);
  EXPECT_EQ(a.outgoing, b.outgoing);
  EXPECT_EQ(a.intersection, b.intersection);
}

void expect_equal(const StopLine& a, const StopLine& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.type, b.type);
  EXPECT_EQ(vertices(a.area), vertices(b.area));
}

void expect_equal(const MapArea& a, const MapArea& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(vertices(a.area), vertices(b.area));
}

void expect_equal(const MapBoundary& a, const MapBoundary& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.type, b.type);
  EXPECT_EQ(points(a.line.points()), points(b.line.points()));
}

void expect_equal(const MapArea* a, const MapArea* b) { expect_equal(*a, *b); }

template <typename T>
void expect_all_equal(std::span<const T> a, std::span<const T> b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size() && !testing::Test::HasFailure(); ++i) expect_equal(a[i], b[i]);
}

// Answers of both maps for points all over the map.
void expect_equal_answers(const RoadMap& a, const RoadMap& b, const Bounds& where, MapLayer layer) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> x(where.min_x, where.max_x), y(where.min_y, where.max_y);
  for (int i = 0; i < 40; ++i) {
    const Point2 p{x(random), y(random)};
    EXPECT_EQ(a.objects_at(p, layer), b.objects_at(p, layer));
    EXPECT_EQ(a.is_in_layer(p, layer), b.is_in_layer(p, layer));
    EXPECT_EQ(a.is_near_layer(p, 5.0, layer), b.is_near_layer(p, 5.0, layer));
    EXPECT_EQ(a.proximal(p, 30.0, layer), b.proximal(p, 30.0, layer));
    const auto near_a = a.nearest(p, layer), near_b = b.nearest(p, layer);
    ASSERT_EQ(near_a.has_value(), near_b.has_value());
    if (!near_a) continue;
    EXPECT_EQ(near_a->id, near_b->id);
    EXPECT_EQ(near_a->distance_m, near_b->distance_m);
  }
}

std::vector<std::string> names(const RoadMap& map) {
  std::vector<std::string> read;
  for (const MapReading& reading : map.readings()) read.emplace_back(map_group_name(reading.group));
  return read;
}

class OnDemandMap : public testing::Test {
 protected:
  DamagedMap files_;
  RoadMapPtr loaded_{files_.open().value()};
  RoadMapPtr asked_{RoadMap::on_demand(*loaded_)};
};

TEST_F(OnDemandMap, ReadsWhatIsAskedForAndNothingElse) {
  EXPECT_GT(loaded_->load_ns(), 0);
  EXPECT_TRUE(loaded_->readings().empty());
  EXPECT_EQ(asked_->location(), loaded_->location());
  EXPECT_EQ(asked_->file(), loaded_->file());
  EXPECT_TRUE(names(*asked_).empty()) << "who it is is known without the file";
  (void)asked_->crosswalks();
  EXPECT_EQ(names(*asked_), (std::vector<std::string>{"crosswalks"}));
  (void)asked_->is_in_layer({}, MapLayer::kTurnStop);
  (void)asked_->stop_lines();
  EXPECT_EQ(names(*asked_), (std::vector<std::string>{"crosswalks", "stop lines"}));
  (void)asked_->segment(1);
  EXPECT_EQ(names(*asked_), (std::vector<std::string>{"crosswalks", "stop lines", "boundaries", "lane graph"}));
  for (const MapReading& reading : asked_->readings()) {
    EXPECT_EQ(reading.step, -1);
    EXPECT_GT(reading.ns, 0);
    EXPECT_GT(reading.rows, 0);
  }
}

TEST_F(OnDemandMap, HasTheSameObjects) {
  expect_all_equal(asked_->drivable_areas(), loaded_->drivable_areas());  // that others need comes with them
  expect_all_equal(asked_->roadblock_connectors(), loaded_->roadblock_connectors());
  expect_all_equal(asked_->roadblocks(), loaded_->roadblocks());
  expect_all_equal(asked_->segments(), loaded_->segments());
  expect_all_equal(asked_->stop_lines(), loaded_->stop_lines());
  expect_all_equal(asked_->boundaries(), loaded_->boundaries());
  expect_all_equal(asked_->intersections(), loaded_->intersections());
  expect_all_equal(asked_->crosswalks(), loaded_->crosswalks());
  expect_all_equal(asked_->walkways(), loaded_->walkways());
  expect_all_equal(asked_->carpark_areas(), loaded_->carpark_areas());
  EXPECT_EQ(asked_->bounds(), loaded_->bounds());
  EXPECT_EQ(asked_->content().projection, loaded_->content().projection);
  EXPECT_EQ(asked_->content().version, loaded_->content().version);
  EXPECT_EQ(asked_->memory_bytes(), loaded_->memory_bytes());
}

TEST_F(OnDemandMap, AnswersTheSameInEveryOrder) {
  std::vector<MapLayer> layers(std::begin(kLayers), std::end(kLayers));
  std::mt19937 random(3);
  for (int round = 0; round < 8; ++round) {
    std::ranges::shuffle(layers, random);
    const RoadMapPtr asked = RoadMap::on_demand(*loaded_);
    for (const MapLayer layer : layers) expect_equal_answers(*asked, *loaded_, loaded_->bounds(), layer);
    for (const LaneSegment& segment : loaded_->segments()) {
      EXPECT_EQ(asked->segment(segment.id)->id, segment.id);
      EXPECT_EQ(asked->roadblock_of(segment)->id, loaded_->roadblock_of(segment)->id);
    }
    ASSERT_FALSE(HasFailure()) << "round " << round;
  }
}

TEST_F(OnDemandMap, WarnsTheSameInTheSameOrder) {
  const auto one_of = [](const std::string& table) { return " WHERE rowid = (SELECT min(rowid) FROM " + table + ");"; };
  files_.sql(
      "DROP TABLE crosswalks;"
      "UPDATE lanes_polygons SET lane_group_fid = 999999" +
      one_of("lanes_polygons") + "UPDATE boundaries SET geom = NULL" + one_of("boundaries") +
      "UPDATE stop_polygons SET geom = NULL" + one_of("stop_polygons") + "UPDATE intersections SET geom = NULL" +
      one_of("intersections") + "DELETE FROM lane_connectors" + one_of("lane_connectors"));
  const RoadMapPtr loaded = files_.open().value(), asked = RoadMap::on_demand(*loaded);
  (void)asked->drivable_areas();
  (void)asked->segments();
  const auto warnings = [](const RoadMap& map) {
    return std::vector<std::string>(map.warnings().begin(), map.warnings().end());
  };
  EXPECT_GE(warnings(*loaded).size(), 6U);
  EXPECT_EQ(warnings(*asked), warnings(*loaded));
  EXPECT_EQ(warnings(*asked), warnings(*loaded)) << "and once more";
}

TEST_F(OnDemandMap, ThreadsMayAskAtOnce) {
  for (int round = 0; round < 20; ++round) {
    const RoadMapPtr asked = RoadMap::on_demand(*loaded_);
    std::vector<std::size_t> sizes(8);
    {
      std::vector<std::jthread> threads;
      for (std::size_t i = 0; i < sizes.size(); ++i)
        threads.emplace_back([&asked, &size = sizes[i], i] {
          size = i % 2 == 0 ? asked->segments().size() : asked->drivable_areas().size();
          if (i == 3) size = asked->content().crosswalks.size() + asked->drivable_areas().size();
        });
    }
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      if (i == 3) continue;
      EXPECT_EQ(sizes[i], i % 2 == 0 ? loaded_->segments().size() : loaded_->drivable_areas().size());
    }
    EXPECT_EQ(sizes[3], loaded_->content().crosswalks.size() + loaded_->drivable_areas().size());
    EXPECT_EQ(asked->readings().size(), kMapGroups.size()) << "each is read once";
  }
}

TEST_F(OnDemandMap, AFileThatIsGoneIsNamedWheneverItIsAskedFor) {
  std::filesystem::remove(files_.file());
  for (int i = 0; i < 2; ++i) {
    try {
      (void)asked_->segments();
      FAIL() << "there is nothing to read";
    } catch (const MapUnreadable& unreadable) {
      EXPECT_EQ(unreadable.error().file, files_.file().string());
      EXPECT_THAT(unreadable.what(), HasSubstr("map.gpkg"));
    }
  }
}

TEST_F(OnDemandMap, ALayerThatIsGoneKeepsNoOtherFromBeingRead) {
  files_.sql("DROP TABLE intersections");
  expect_all_equal(asked_->segments(), loaded_->segments());
  try {
    (void)asked_->drivable_areas();
    FAIL() << "it needs the intersections";
  } catch (const MapUnreadable& unreadable) {
    EXPECT_THAT(unreadable.what(), HasSubstr("intersections"));
  }
  expect_all_equal(asked_->segments(), loaded_->segments());
}

TEST_F(OnDemandMap, WithoutLanesThereIsNoLaneGraph) {
  files_.sql("DELETE FROM lanes_polygons");
  EXPECT_THROW((void)asked_->segments(), MapUnreadable);
  EXPECT_THAT(files_.open().error().text(), HasSubstr("there are no"));
}

}  // namespace
}  // namespace stepscope
