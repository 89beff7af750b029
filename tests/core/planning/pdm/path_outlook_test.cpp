#include "core/planning/pdm/path_outlook.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/random.h"
#include "core/geometry/angle.h"
#include "tests/core/planning/pdm/pdm_road.h"

namespace stepscope {
namespace {

// An S of two quarter turns of 15 m in radius, with a vertex about every metre.
DrivePath winding_path() {
  std::vector<Pose2> poses;
  for (int i = 0; i <= 24; ++i) {
    const double angle = kPi / 2.0 * i / 24.0;
    poses.push_back({15.0 * std::sin(angle), 15.0 - 15.0 * std::cos(angle), angle});
  }
  for (int i = 1; i <= 24; ++i) {
    const double angle = kPi / 2.0 * i / 24.0;
    poses.push_back({30.0 - 15.0 * std::cos(angle), 15.0 + 15.0 * std::sin(angle), kPi / 2.0 - angle});
  }
  return DrivePath(std::move(poses));
}

// Most answers come from distances to the line; they must be those of the corridor's polygon.
TEST(PathOutlook, AnswersAsTheCorridorsPolygonDoes) {
  const RoadMapPtr map = test::single_lane_map(1);
  const PdmRoute route(*map, std::vector<const Roadblock*>{map->roadblock(100)});
  const DrivePath path = winding_path();
  const double half_width = 1.1485;
  Random random(11);
  int inside = 0, total = 0;
  std::int64_t polygons = 0;
  for (int round = 0; round < 120; ++round) {
    std::vector<TrackedObject> objects;
    for (int i = 0; i < 40; ++i) {
      TrackedObject object = test::vehicle_at(random.uniform(-4.0, 34.0), random.uniform(-4.0, 34.0));
      object.track = Token{static_cast<std::uint64_t>(i)};
      object.box.centre.heading = random.uniform(-kPi, kPi);
      object.box.length = random.uniform(0.5, 8.0);
      object.box.width = random.uniform(0.3, 2.5);
      object.vx = i % 2 == 0 ? 0.0 : 2.0;
      objects.push_back(object);
    }
    const EgoState elsewhere = test::ego_at(0.0, 100.0);
    HistoryBuffer history(1);
    history.append({.ego = elsewhere, .objects = objects});
    PdmScene scene;
    scene.begin(*map, route);
    PdmParameters parameters;
    parameters.map_radius = 1000.0;
    scene.update({.iteration = 0, .time = elsewhere.time, .history = history, .lights = {}}, parameters);

    const double from = random.uniform(-3.0, 40.0), to = from + random.uniform(0.0, 40.0), seconds = 0.6;
    std::vector<const PdmObstacle*> answered, slowly;
    for (const LeadSearchMethod method : {LeadSearchMethod::kPolygon, LeadSearchMethod::kDistanceFirst}) {
      PathOutlook outlook(method);
      outlook.reserve(path);
      outlook.assign(path, from, to, half_width, scene);
      answered.clear();
      for (const auto& [obstacle, progress] : outlook.at(seconds)) {
        answered.push_back(obstacle);
        EXPECT_EQ(progress, path.project(obstacle->centre_at(seconds)).progress);
      }
      if (method == LeadSearchMethod::kPolygon) {
        slowly = answered;
        polygons += outlook.geos_calls();
      }
    }
    EXPECT_EQ(answered, slowly);

    Corridor corridor(CorridorMethod::kGeos);
    std::vector<Point2> line;
    path.piece(from, to, line);
    corridor.assign(line, half_width, CapStyle::kSquare);
    for (const PdmObstacle& obstacle : scene.obstacles()) {
      RingSet box;
      for (const Point2 p : obstacle.corners_at(seconds)) box.add_point(p);
      box.close_ring();
      const bool expected = corridor.intersects(box);
      EXPECT_EQ(std::find(answered.begin(), answered.end(), &obstacle) != answered.end(), expected)
          << "round " << round << ", box at " << obstacle.centre_at(seconds).x << ", " << obstacle.centre_at(seconds).y;
      inside += expected;
      ++total;
    }
  }
  EXPECT_EQ(total, 120 * 40);
  EXPECT_GT(polygons, 60);
  EXPECT_GT(inside, 200);
  EXPECT_LT(inside, total - 200);
}

}  // namespace
}  // namespace stepscope
