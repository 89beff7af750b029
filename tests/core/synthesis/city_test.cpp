#include <gtest/gtest.h>

#include <set>

#include "core/base/random.h"
#include "core/geometry/polygon.h"
#include "core/synthesis/city.h"
#include "core/synthesis/indexed.h"
#include "core/synthesis/signal_plan.h"

namespace stepscope::synthesis {
namespace {

Area area_of(const City& city, const CitySegment& s) {
  return Area({Polygon{ring_between(nth(city.boundaries, s.left).points, nth(city.boundaries, s.right).points), {}}});
}

TEST(City, NoIdComesTwice) {
  const City city = build_city(1);
  std::set<std::int64_t> seen;
  const auto add = [&](std::int64_t id) { EXPECT_TRUE(seen.insert(id).second) << id; };
  for (const CitySegment& s : city.segments) {
    add(s.id);
    add(s.baseline_id);
    if (s.is_connector()) add(s.area_id);
  }
  for (const auto& o : city.boundaries) add(o.id);
  for (const auto& o : city.roadblocks) add(o.id), add(o.from_edge), add(o.to_edge);
  for (const auto& o : city.links) add(o.id);
  for (const auto& o : city.intersections) add(o.id);
  for (const auto& o : city.stop_lines) {
    add(o.id);
    if (o.light_id != 0) add(o.light_id);
  }
  for (const auto& o : city.crosswalks) add(o.id);
  for (const auto& o : city.walkways) add(o.id);
  for (const auto& o : city.strips) add(o.id);
  for (const auto& o : city.road_segments) add(o.id);
  for (const auto& o : city.car_parks) add(o.id);
  for (const auto& o : city.node_marks) add(o.id);
}

TEST(City, LanesDoNotOverlap) {
  for (const std::uint64_t seed : {1, 2, 77}) {
    const City city = build_city(seed);
    std::vector<Area> areas;
    for (const CitySegment& s : city.segments) {
      if (!s.is_connector()) areas.push_back(area_of(city, s));
    }
    Random random(seed);
    int inside = 0;
    for (const CitySegment& s : city.segments) {
      if (s.is_connector()) continue;
      for (int k = 0; k < 12; ++k) {  // also right beside the edges, where slivers would be
        const double side = k < 6 ? random.uniform(-0.5, 0.5) : (k % 2 == 0 ? 0.5 - 1e-4 : 1e-4 - 0.5);
        const Point2 p = moved_right(s.course.at(random.uniform(0.0, s.course.length())), side * s.width_to).position();
        int lanes = 0;
        for (const Area& area : areas) lanes += area.contains(p) ? 1 : 0;
        EXPECT_LE(lanes, 1) << "seed " << seed << " at " << p.x << ", " << p.y;
        inside += lanes;
      }
    }
    EXPECT_GT(inside, 1000);
  }
}

TEST(City, ConnectorsJoinLanesSmoothly) {
  const City city = build_city(3);
  int lefts = 0, branches = 0;
  for (const CitySegment& s : city.segments) {
    EXPECT_FALSE(s.successors.empty()) << s.id;
    if (!s.is_connector()) continue;
    const Pose2 before = nth(city.segments, s.from).course.vertices().back(), begin = s.course.vertices().front();
    const Pose2 after = nth(city.segments, s.to).course.vertices().front(), end = s.course.vertices().back();
    EXPECT_EQ(before, begin) << s.id;
    EXPECT_EQ(after, end) << s.id;
    EXPECT_LT(s.course.sharpest(), 0.16) << s.id;  // 27° of steering at a wheel base of 3.089 m
    EXPECT_EQ(nth(city.segments, s.from).successors.end() != std::find(nth(city.segments, s.from).successors.begin(),
                                                                       nth(city.segments, s.from).successors.end(),
                                                                       static_cast<int>(&s - city.segments.data())),
              true);
    lefts += s.turn == Turn::kLeft ? 1 : 0;
    branches += s.junction < 0 ? 1 : 0;
  }
  EXPECT_GT(lefts, 30);
  EXPECT_GT(branches, 30);
}

TEST(City, AreasContainTheirCentreLines) {
  const City city = build_city(4);
  for (const CitySegment& s : city.segments) {
    const Area area = area_of(city, s);
    for (double at = 0.3; at < s.course.length() - 0.2; at += 1.3) {
      EXPECT_TRUE(area.contains(s.course.at(at).position())) << s.id << " at " << at;
    }
  }
}

TEST(City, StopLinesLieAcrossWhatTheyStop) {
  const City city = build_city(1);
  std::set<StopKind> kinds;
  for (const CityStopLine& line : city.stop_lines) {
    kinds.insert(line.kind);
    const Area area({Polygon{line.ring, {}}});
    for (const int connector : line.connectors)
      EXPECT_TRUE(area.intersects(nth(city.segments, connector).course.points()));
  }
  EXPECT_EQ(kinds, (std::set<StopKind>{StopKind::kStopSign, StopKind::kTrafficLight}));
}

TEST(City, HasStreetsOfSeveralKinds) {
  const City city = build_city(1);
  std::set<double> limits;
  for (const CitySegment& s : city.segments) limits.insert(s.speed_limit);
  EXPECT_EQ(limits, (std::set<double>{25 * 0.44704, 30 * 0.44704, 35 * 0.44704}));
  EXPECT_GE(city.car_parks.size(), 6U);
  EXPECT_GE(city.crosswalks.size(), 30U);
  EXPECT_GE(city.walkways.size(), 60U);
}

TEST(SignalPlan, ShowsEveryColourAndNeverTwoGreensThatCross) {
  const City city = build_city(2);
  const SignalPlan signals(city, 2);
  for (int i = 0; i < count(city.segments); ++i) {
    const CitySegment& a = nth(city.segments, i);
    if (a.junction < 0 || nth(city.plan.junctions, a.junction).control != Control::kSignal) continue;
    std::set<Lamp> seen;
    for (double t = 0.0; t < 120.0; t += 1.0) seen.insert(signals.lamp(i, t));
    EXPECT_EQ(seen.size(), 3U) << a.id;
    for (int j = 0; j < i; ++j) {
      const CitySegment& b = nth(city.segments, j);
      if (b.junction != a.junction || b.from == a.from) continue;
      double least = 1e9;
      for (const Pose2& p : a.course.vertices()) {
        for (const Pose2& q : b.course.vertices()) least = std::min(least, distance(p.position(), q.position()));
      }
      if (least > 1.0) continue;
      for (double t = 0.0; t < 120.0; t += 1.0) {
        EXPECT_FALSE(signals.lamp(i, t) == Lamp::kGreen && signals.lamp(j, t) == Lamp::kGreen) << a.id << " " << b.id;
      }
    }
  }
}

}  // namespace
}  // namespace stepscope::synthesis
