#include "core/geometry/path.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/geometry/angle.h"
#include "core/geometry/polyline.h"
#include "core/probe/allocations.h"
#include "tests/support/golden.h"

namespace stepscope {
namespace {

void expect_equal(const Pose2& actual, const nlohmann::json& row, const std::string& where) {
  EXPECT_LE(test::component_error(actual.x, row[1]), 1.0) << where;
  EXPECT_LE(test::component_error(actual.y, row[2]), 1.0) << where;
  EXPECT_LE(std::abs(wrap_angle(actual.heading - row[3].get<double>())), 1e-9) << where;
}

// Poses and positions of a trimmed path against the reference's rows.
void expect_trimmed(const std::vector<Pose2>& poses, const std::vector<Point2>& points, const nlohmann::json& rows,
                    const std::string& where) {
  ASSERT_EQ(poses.size(), rows.size()) << where;
  ASSERT_EQ(points.size(), rows.size()) << where;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    expect_equal(poses[i], rows[i], where);
    EXPECT_EQ(points[i], poses[i].position()) << where;
  }
}

TEST(Path, EqualsTheReference) {
  const auto golden = test::golden("paths.json.gz");
  ASSERT_EQ(golden["cases"].size(), 38U);
  std::size_t number = 0;
  Path path;  // one for all, as a run uses it
  std::vector<Pose2> poses;
  std::vector<Point2> points;
  for (const auto& c : golden["cases"]) {
    const std::string where = "case " + std::to_string(number++);
    std::vector<Point2> vertices;
    for (const auto& p : c["points"]) vertices.push_back({p[0], p[1]});
    const Polyline baseline(vertices);
    path.assign(baseline.discrete_path());
    ASSERT_TRUE(path.usable());
    ASSERT_EQ(path.poses().size(), c["path"].size()) << where;
    for (std::size_t i = 0; i < path.poses().size(); ++i) {
      EXPECT_LE(test::component_error(path.progress()[i], c["path"][i][0]), 1.0) << where;
      expect_equal(path.poses()[i], c["path"][i], where);
    }
    EXPECT_EQ(std::vector<Point2>(path.line().begin(), path.line().end()), vertices) << where;
    for (const auto& row : c["state_at_progress"]) {
      expect_equal(path.pose_at(row[0]), row, where);
      EXPECT_EQ(path.point_at(row[0]), path.pose_at(row[0]).position());
    }
    EXPECT_LE(test::component_error(path.project({c["query_point"][0], c["query_point"][1]}), c["nearest_arc_length"]),
              1.0)
        << where;
    const double from = c["trim_start_end"][0], to = c["trim_start_end"][1];
    path.trim(from, to, poses);
    path.trim(from, to, points);
    expect_trimmed(poses, points, c["trim_path"], where + ", trimmed");
    path.trim_to_go(from, poses);
    path.trim_to_go(from, points);
    expect_trimmed(poses, points, c["trim_up_to"], where + ", to go");
  }
}

// Vertices every 2 m along x, all heading along it; the one at 8 m is dropped.
Path five_vertices() {
  Path path;
  path.assign(Polyline({{0, 0}, {2, 0}, {4, 0}, {6, 0}, {8, 0}}).discrete_path());
  return path;
}

std::vector<double> xs(const std::vector<Pose2>& poses) {
  std::vector<double> out;
  for (const Pose2& pose : poses) out.push_back(pose.x);
  return out;
}

TEST(Path, EndsOneVertexBeforeItsLine) {
  const Path path = five_vertices();
  EXPECT_EQ(path.start(), 0.0);
  EXPECT_EQ(path.end(), 6.0);
  EXPECT_EQ(path.line().size(), 5U);
  EXPECT_EQ(path.project({7.5, 1.0}), 7.5);  // the line goes on
  EXPECT_EQ(path.pose_at(7.5), (Pose2{6, 0, 0}));
  EXPECT_EQ(path.pose_at(-1.0), (Pose2{0, 0, 0}));
}

TEST(Path, TrimsBetweenTwoProgresses) {
  const Path path = five_vertices();
  struct Row {
    double start, end;
    std::vector<double> expected;
    const char* why;
  };
  const Row rows[] = {
      {1.0, 5.0, {1, 2, 4, 5}, "two vertices between"},
      {2.0, 4.0, {2, 4}, "vertices at the ends are not doubled"},
      {2.5, 3.0, {2.5, 3}, "within a piece"},
      {5.0, 6.0, {5, 6}, "up to the last vertex"},
      {5.0, 9.0, {5, 6, 6}, "beyond it: the last vertex, and the clamped end"},
      {6.0, 9.0, {4, 6}, "nothing left: the last two vertices"},
      {-2.0, 0.0, {0, 2}, "ends where it begins: the first two"},
      {-2.0, 3.0, {0, 0, 2, 3}, "clamped start, and the first vertex"},
  };
  std::vector<Pose2> out;
  for (const Row& row : rows) {
    path.trim(row.start, row.end, out);
    EXPECT_EQ(xs(out), row.expected) << row.why;
  }
}

TEST(Path, TheRestOfAFinishedPathLiesBehind) {
  const Path path = five_vertices();
  std::vector<Pose2> out;
  path.trim_to_go(3.0, out);
  EXPECT_EQ(xs(out), (std::vector<double>{3, 4, 6}));
  path.trim_to_go(-3.0, out);
  EXPECT_EQ(xs(out), (std::vector<double>{0, 0, 2, 4, 6}));
  for (const double past : {6.0, 6.5, 100.0}) {
    path.trim_to_go(past, out);
    EXPECT_EQ(xs(out), (std::vector<double>{4, 6})) << past;
  }
}

TEST(Path, DropsVerticesThatTheNextOneRepeats) {
  Path path;
  path.assign(std::vector<Pose2>{{0, 0, 0.1}, {0, 0, 0.2}, {3, 0, 0.3}, {3, 5e-9, 0.4}, {5, 0, 0.5}, {7, 0, 0.6}});
  ASSERT_EQ(path.poses().size(), 3U);
  EXPECT_EQ(path.poses()[0].heading, 0.2);
  EXPECT_EQ(path.poses()[1].heading, 0.4);
  EXPECT_EQ(path.poses()[2].heading, 0.5);
  EXPECT_NEAR(path.end(), 5.0, 1e-8);
}

TEST(Path, ProlongsOnePieceByAnother) {
  const std::vector<Pose2> head{{0, 0, 0}, {4, 0, 0}}, tail{{4, 0, 0}, {9, 0, 0}, {10, 0, 0}};
  std::vector<Pose2> both = head;
  both.insert(both.end(), tail.begin(), tail.end());
  Path path, whole;
  path.assign(head, tail);
  whole.assign(both);
  EXPECT_EQ(path.end(), 9.0);
  EXPECT_EQ(std::vector<Pose2>(path.poses().begin(), path.poses().end()),
            std::vector<Pose2>(whole.poses().begin(), whole.poses().end()));
}

TEST(Path, HeadingsTurnTheShortWayRound) {
  Path path;
  path.assign(std::vector<Pose2>{{0, 0, 3.0}, {2, 0, -3.0}, {4, 0, -3.0}});
  EXPECT_NEAR(std::abs(path.pose_at(1.0).heading), kPi, 1e-12);
  EXPECT_NEAR(path.pose_at(2.0).heading, -3.0, 1e-12);
}

TEST(Path, NeedsThreeVerticesOfALine) {
  Path path;
  path.assign({});
  EXPECT_FALSE(path.usable());
  path.assign(Polyline({{0, 0}, {9, 0}}).discrete_path());
  EXPECT_FALSE(path.usable());  // one vertex is left
  path.assign(std::vector<Pose2>(5, Pose2{1, 1, 0}));
  EXPECT_FALSE(path.usable());
}

TEST(Path, ReusesItsBuffers) {
  ASSERT_TRUE(allocations_counted());
  const auto poses = Polyline({{0, 0}, {2, 0}, {4, 1}, {6, 1}, {8, 0}}).discrete_path();
  Path path;
  std::vector<Pose2> to_go;
  std::vector<Point2> part;
  std::int64_t before = 0;
  for (int round = 0; round < 3; ++round) {
    if (round == 1) before = thread_allocations();
    path.assign(poses);
    path.trim_to_go(1.0, to_go);
    path.trim(0.0, 6.0, part);
  }
  EXPECT_EQ(thread_allocations(), before);
}

}  // namespace
}  // namespace stepscope
