#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/map/gpkg_reader.h"
#include "tests/support/files.h"
#include "tests/support/golden.h"

namespace stepscope {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Two correct projections may differ by this much, m (and rad over the 0.5 m that give a heading).
constexpr double kProjectionError = 1e-8;

// A golden file and the maps folder its map is in.
struct GoldenMap {
  fs::path golden;
  fs::path maps;

  friend void PrintTo(const GoldenMap& map, std::ostream* out) { *out << map.golden; }
};

std::vector<GoldenMap> golden_maps() {
  const fs::path mini = test::data_folder() / "golden" / "map_queries" / "synthetic-mini-01.json";
  std::vector<GoldenMap> all{{mini, test::mini_root() / "maps"}};
  if (const auto shared = test::shared_folder()) {
    for (const auto& entry : fs::directory_iterator(*shared / "golden" / "map_queries")) {
      if (entry.path().filename() != mini.filename()) all.push_back({entry.path(), *shared / "data" / "maps"});
    }
  }
  return all;
}

class MapGolden : public testing::TestWithParam<GoldenMap> {
 protected:
  void SetUp() override {
    golden_ = test::read_json(GetParam().golden);
    const fs::path file = golden_["header"]["map_file"].get<std::string>();  // maps/<location>/<version>/map.gpkg
    auto content = read_map(GetParam().maps, file.parent_path().parent_path().filename().string());
    ASSERT_TRUE(content.ok()) << content.error().text();
    auto map = RoadMap::build(std::move(content).value());
    ASSERT_TRUE(map.ok()) << map.error().text();
    map_ = map.value();
    ASSERT_GE(golden_["cases"].size(), 10u);
  }

  static json texts(const std::vector<FeatureId>& ids) {
    json out = json::array();
    for (const FeatureId id : ids) out.push_back(std::to_string(id));
    return out;
  }
  json segment_ids(const std::vector<std::uint32_t>& indices) const {
    json out = json::array();
    for (const auto i : indices) out.push_back(std::to_string(map_->segments()[i].id));
    return out;
  }
  static FeatureId id_of(const json& text) { return std::stoll(text.get<std::string>()); }

  json golden_;
  RoadMapPtr map_;
};

MapLayer layer_of(const std::string& name) {
  for (int i = 0; i <= 18; ++i) {
    if (layer_name(static_cast<MapLayer>(i)) == name) return static_cast<MapLayer>(i);
  }
  throw std::runtime_error("no layer " + name);
}

Point2 point_of(const json& c) { return {c["point"][0], c["point"][1]}; }

TEST_P(MapGolden, OpensWithoutWarnings) {
  EXPECT_THAT(std::vector<std::string>(map_->warnings().begin(), map_->warnings().end()), testing::IsEmpty());
}

TEST_P(MapGolden, ObjectsAtPoints) {
  for (const auto& c : golden_["cases"]) {
    const Point2 p = point_of(c);
    EXPECT_EQ(texts(map_->objects_at(p, MapLayer::kLane)), c["lanes"]);
    EXPECT_EQ(texts(map_->objects_at(p, MapLayer::kLaneConnector)), c["lane_connectors"]);
    EXPECT_EQ(texts(map_->objects_at(p, MapLayer::kRoadblock)), c["roadblocks"]);
    EXPECT_EQ(texts(map_->objects_at(p, MapLayer::kRoadblockConnector)), c["roadblock_connectors"]);
    for (const auto& [layer, expected] : c["in"].items())
      EXPECT_EQ(map_->is_in_layer(p, layer_of(layer)), expected.get<bool>()) << layer;
  }
}

TEST_P(MapGolden, ProximalObjectsInOrder) {
  std::size_t found = 0;
  for (const auto& c : golden_["cases"]) {
    for (const auto& [layer, expected] : c["proximal_56m"].items()) {
      EXPECT_EQ(texts(map_->proximal(point_of(c), 56.0, layer_of(layer))), expected) << layer;
      found += expected.size();
    }
  }
  EXPECT_GT(found, 100u);
}

TEST_P(MapGolden, NearestDrivableArea) {
  for (const auto& c : golden_["cases"]) {
    const auto nearest = map_->nearest(point_of(c), MapLayer::kDrivableArea);
    ASSERT_TRUE(nearest.has_value());
    EXPECT_NEAR(nearest->distance_m, c["nearest_drivable"][1].get<double>(), kProjectionError);
    // Which of several areas at distance 0 the reference names is up to an unstable sort.
    if (nearest->distance_m == 0.0) continue;
    EXPECT_EQ(std::to_string(nearest->id), c["nearest_drivable"][0].get<std::string>());
  }
}

TEST_P(MapGolden, Edges) {
  std::size_t edges = 0;
  for (const auto& c : golden_["cases"]) {
    for (const auto& edge : c["edges"]) {
      SCOPED_TRACE(edge.dump());
      ++edges;
      const LaneSegment* segment = map_->segment(id_of(edge["id"]));
      ASSERT_NE(segment, nullptr);
      EXPECT_EQ(segment->kind == SegmentKind::kLane, edge["kind"] == "NuPlanLane");
      EXPECT_EQ(std::to_string(segment->roadblock), edge["roadblock"]);
      EXPECT_EQ(segment->speed_limit_mps ? json(*segment->speed_limit_mps) : json(), edge["speed_limit_mps"]);
      EXPECT_EQ(segment_ids(segment->incoming), edge["in"]);
      EXPECT_EQ(segment_ids(segment->outgoing), edge["out"]);
      EXPECT_EQ(segment->has_traffic_lights(), edge["has_traffic_lights"].get<bool>());
      json stop_lines = json::array();
      for (const auto i : segment->stop_lines) stop_lines.push_back(std::to_string(map_->stop_lines()[i].id));
      EXPECT_EQ(stop_lines, edge["stop_lines"]);

      const Polyline& baseline = segment->baseline;
      const Point2 p = point_of(c);
      const double arc = baseline.project(p);
      const Pose2 pose = baseline.pose_at(arc);
      EXPECT_NEAR(baseline.length(), edge["baseline_length"].get<double>(), kProjectionError);
      EXPECT_NEAR(arc, edge["nearest_arc"].get<double>(), kProjectionError);
      EXPECT_NEAR(pose.x, edge["nearest_pose"][0].get<double>(), kProjectionError);
      EXPECT_NEAR(pose.y, edge["nearest_pose"][1].get<double>(), kProjectionError);
      EXPECT_NEAR(pose.heading, edge["nearest_pose"][2].get<double>(), kProjectionError);
      EXPECT_NEAR(baseline.curvature_at(0.0), edge["curvature0"].get<double>(), kProjectionError);
      EXPECT_NEAR(segment->area.square_metres(), edge["polygon_area"].get<double>(), 1e-5);
    }
  }
  EXPECT_GT(edges, 10u);
}

TEST_P(MapGolden, QueriesAgreeWithALinearScan) {
  std::vector<FeatureId> expected;
  for (const auto& c : golden_["cases"]) {
    const Point2 p = point_of(c);
    const Bounds square = Bounds::square(p, 31.0);
    expected.clear();
    double nearest = 1e300;
    for (const MapArea* area : map_->drivable_areas()) {
      if (area->area.intersects(square)) expected.push_back(area->id);
      nearest = std::min(nearest, area->area.distance_to(p + Point2{300.0, 400.0}));
    }
    EXPECT_EQ(map_->proximal(p, 31.0, MapLayer::kDrivableArea), expected);
    EXPECT_EQ(map_->nearest(p + Point2{300.0, 400.0}, MapLayer::kDrivableArea)->distance_m, nearest);
    expected.clear();
    for (const MapBoundary& boundary : map_->boundaries()) {
      if (intersects(boundary.line.points(), square)) expected.push_back(boundary.id);
    }
    EXPECT_EQ(map_->proximal(p, 31.0, MapLayer::kBoundaries), expected);
  }
}

std::string test_name(const testing::TestParamInfo<GoldenMap>& golden) {
  std::string name = golden.param.golden.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Maps, MapGolden, testing::ValuesIn(golden_maps()), test_name);

}  // namespace
}  // namespace stepscope
