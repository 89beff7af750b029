#include "core/planning/lead_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/base/random.h"
#include "core/geometry/angle.h"
#include "core/geometry/polyline.h"
#include "core/probe/span.h"

namespace stepscope {
namespace {

constexpr double kEgoLength = 5.0, kEgoWidth = 2.0;
constexpr double kFar = 1e9;  // m, sees everything

TrackedObject object(double x, double y, double length = 2.0, double width = 2.0, double heading = 0.0) {
  static std::uint64_t track = 0;
  TrackedObject o;
  o.track = {++track};
  o.box = {{x, y, heading}, length, width};
  return o;
}

Path straight_path() {
  std::vector<Point2> points;
  for (int i = 0; i <= 21; ++i) points.push_back({5.0 * i, 0.0});
  Path path;
  path.assign(Polyline(points).discrete_path());
  return path;  // 0 … 100 m
}

Area square(double x, double y, double size) {
  return Area({Polygon{{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}}, {}}});
}

OrientedBox ego_at(const Pose2& pose) { return {pose, kEgoLength, kEgoWidth}; }

// Both methods must find the same.
class BothMethods {
 public:
  BothMethods(const Path& path, std::span<const Area* const> gates) {
    for (LeadSearch& search : searches_) search.prepare(path, kEgoWidth, gates, 8);
  }
  std::optional<Lead> find(std::span<const TrackedObject> objects, std::span<const std::size_t> closed, double from,
                           double to, const OrientedBox& ego, double radius = kFar) {
    std::optional<Lead> found[2];
    for (int i = 0; i < 2; ++i) {
      searches_[i].look_at(objects, closed, ego, radius);
      found[i] = searches_[i].find(from, to, ego);
    }
    EXPECT_EQ(found[0].has_value(), found[1].has_value());
    if (found[0].has_value() && found[1].has_value()) {
      EXPECT_EQ(found[0]->object, found[1]->object);
      EXPECT_EQ(found[0]->distance, found[1]->distance);
    }
    return found[1];
  }
  std::int64_t polygons(LeadSearchMethod method) const {
    return searches_[method == LeadSearchMethod::kPolygon ? 0 : 1].polygons_built();
  }

 private:
  LeadSearch searches_[2]{LeadSearch(LeadSearchMethod::kPolygon), LeadSearch(LeadSearchMethod::kDistanceFirst)};
};

struct Case {
  const char* why;
  TrackedObject thing;
  std::optional<double> distance;  // none: not in the way
};

// The ego stands at 10 m on a straight path and looks up to 50 m; its corridor is 2 m wide, its nose at 12.5 m.
TEST(LeadSearch, FindsWhatTouchesTheCorridor) {
  const Path path = straight_path();
  BothMethods search(path, {});
  const Case cases[] = {
      {"ahead in the middle", object(30, 0), 16.5},
      {"its edge reaches into the corridor", object(30, 1.9), 16.5},
      {"its edge touches the corridor", object(30, 2.0), 16.5},
      {"just beside it", object(30, 2.01), std::nullopt},
      {"beyond the end, within the square cap", object(51.9, 0), 38.4},
      {"beyond the cap", object(52.1, 0), std::nullopt},
      {"at the corner of the cap, which a round one would not reach", object(51.9, 1.9), 38.4},
      {"behind the ego's place, within the cap at the start", object(8.5, 0), 0.0},
      {"overlaps the ego's rear only", object(7.0, 0, 1.0, 1.0), 0.0},
      {"behind the ego", object(5.0, 0), std::nullopt},
      {"across the whole corridor", object(30, 0, 1.0, 20.0), 17.0},
      {"without length", object(30, 0, 0.0, 2.0), std::nullopt},
      {"without width, in the ego", object(10, 0, 2.0, 0.0), std::nullopt},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    const auto lead = search.find(std::span(&c.thing, 1), {}, 10.0, 50.0, ego_at({10, 0, 0}));
    ASSERT_EQ(lead.has_value(), c.distance.has_value());
    if (lead.has_value()) {
      EXPECT_NEAR(lead->distance, *c.distance, 1e-9);
      EXPECT_EQ(lead->object, &c.thing);
    }
  }
}

TEST(LeadSearch, TakesTheNearestToTheEgosBox) {
  const Path path = straight_path();
  BothMethods search(path, {});
  const std::vector<TrackedObject> objects{object(40, 0), object(25, 0), object(25.5, 0.5), object(20, 9)};
  const auto lead = search.find(objects, {}, 10.0, 90.0, ego_at({10, 0, 0}));
  ASSERT_TRUE(lead.has_value());
  EXPECT_EQ(lead->object, &objects[1]);
  EXPECT_DOUBLE_EQ(lead->distance, 11.5);
}

// The reference keeps what is there by track: a second box of a track takes the place of the first.
TEST(LeadSearch, OfATrackTheLastBoxCounts) {
  const Path path = straight_path();
  BothMethods search(path, {});
  std::vector<TrackedObject> objects{object(20, 0), object(30, 0), object(40, 0)};
  objects[2].track = objects[0].track;
  const OrientedBox ego = ego_at({10, 0, 0});
  auto lead = search.find(objects, {}, 10.0, 90.0, ego);
  ASSERT_TRUE(lead.has_value());
  EXPECT_EQ(lead->object, &objects[1]);

  objects[2].box.centre = {40, 30, 0};  // off the path: the track is no longer in the way
  objects[1].track = objects[0].track;
  EXPECT_FALSE(search.find(objects, {}, 10.0, 90.0, ego).has_value());

  // Not seen, it replaces nothing.
  lead = search.find(objects, {}, 10.0, 90.0, ego, 25.0);
  ASSERT_TRUE(lead.has_value());
  EXPECT_EQ(lead->object, &objects[1]);
}

// Equally near and equally far south, the first track is the lead, with the last of its boxes.
TEST(LeadSearch, ATrackKeepsItsPlace) {
  const Path path = straight_path();
  BothMethods search(path, {});
  std::vector<TrackedObject> objects{object(60, 30), object(11, 0), object(9, 0)};
  objects[2].track = objects[0].track;
  const auto lead = search.find(objects, {}, 10.0, 90.0, ego_at({10, 0, 0}));
  ASSERT_TRUE(lead.has_value());
  EXPECT_EQ(lead->distance, 0.0);
  EXPECT_EQ(lead->object, &objects[2]);
}

TEST(LeadSearch, OfManyBoxesOfFewTracksItSeesTheLast) {
  const Path path = straight_path();
  BothMethods search(path, {});
  Random random(8);
  int found = 0;
  for (int round = 0; round < 200; ++round) {
    std::vector<TrackedObject> objects;
    const int tracks = 1 + random.below(60), count = 1 + random.below(120);
    for (int i = 0; i < count; ++i) {
      objects.push_back(object(random.uniform(0, 100), random.uniform(-12, 12)));
      objects.back().track = {0x1000'0000'0000ULL * static_cast<std::uint64_t>(random.below(tracks))};
    }
    std::vector<TrackedObject> last;
    for (const TrackedObject& o : objects) {
      const auto known = std::ranges::find(last, o.track, &TrackedObject::track);
      if (known == last.end())
        last.push_back(o);
      else
        *known = o;
    }
    const OrientedBox ego = ego_at({10, 0, 0});
    const auto of_all = search.find(objects, {}, 10.0, 90.0, ego);
    const TrackedObject lead = of_all.has_value() ? *of_all->object : TrackedObject{};
    const auto expected = search.find(last, {}, 10.0, 90.0, ego);
    ASSERT_EQ(of_all.has_value(), expected.has_value()) << "round " << round;
    if (!expected.has_value()) continue;
    EXPECT_EQ(lead, *expected->object) << "round " << round;
    EXPECT_EQ(of_all->distance, expected->distance);
    ++found;
  }
  EXPECT_GT(found, 100);
}

TEST(LeadSearch, SeesObjectsWithinARadiusOfTheCentre) {
  const Path path = straight_path();
  BothMethods search(path, {});
  const TrackedObject ahead = object(30, 0);
  EXPECT_FALSE(search.find(std::span(&ahead, 1), {}, 10, 90, ego_at({10, 0, 0}), 20.0).has_value());
  EXPECT_TRUE(search.find(std::span(&ahead, 1), {}, 10, 90, ego_at({10, 0, 0}), 20.001).has_value());
}

TEST(LeadSearch, GatesCountWhenTheyAreClosed) {
  const Path path = straight_path();
  const Area near = square(40, -5, 10), far = square(70, -5, 10), aside = square(40, 20, 10);
  const Area* gates[] = {&near, &far, &aside};
  BothMethods search(path, gates);
  const OrientedBox ego = ego_at({10, 0, 0});
  const auto distance = [&](std::vector<std::size_t> closed) {
    const auto lead = search.find({}, closed, 10.0, 95.0, ego);
    EXPECT_TRUE(!lead.has_value() || lead->object == nullptr);
    return lead.has_value() ? lead->distance : -1.0;
  };
  EXPECT_EQ(distance({}), -1.0);
  EXPECT_EQ(distance({2}), -1.0);
  EXPECT_DOUBLE_EQ(distance({1}), 57.5);
  EXPECT_DOUBLE_EQ(distance({1, 0, 0}), 27.5);
}

TEST(LeadSearch, AtTheEndItLooksAlongTheLastPiece) {
  const Path path = straight_path();
  BothMethods search(path, {});
  const std::vector<TrackedObject> objects{object(97, 0)};
  for (const double from : {100.0, 130.0}) {
    const auto lead = search.find(objects, {}, from, from + 80.0, ego_at({110, 0, 0}));
    ASSERT_TRUE(lead.has_value()) << from;
    EXPECT_DOUBLE_EQ(lead->distance, 9.5);
  }
}

TEST(LeadSearch, OfThingsEquallyNearTakesTheSouthernmost) {
  const Path path = straight_path();
  const Area gate = square(8, -1.5, 3);  // centre of its bounds at y = 0
  const Area* gates[] = {&gate};
  BothMethods search(path, gates);
  const std::size_t closed[] = {0};
  const OrientedBox ego = ego_at({10, 0, 0});
  const std::vector<TrackedObject> north_first{object(11, 0.6), object(10, -0.4), object(9, 0.1)};
  EXPECT_EQ(search.find(north_first, {}, 10, 90, ego)->object, &north_first[1]);
  EXPECT_EQ(search.find(north_first, closed, 10, 90, ego)->object, &north_first[1]);
  const std::vector<TrackedObject> north{object(11, 0.6)};
  EXPECT_EQ(search.find(north, closed, 10, 90, ego)->object, nullptr);
  const std::vector<TrackedObject> level{object(11, 0.0), object(10, 0.0)};
  EXPECT_EQ(search.find(level, closed, 10, 90, ego)->object, &level[0]);  // the first, and before gates
  const std::vector<TrackedObject> symmetric{object(30, 0.9), object(30, -0.9)};
  EXPECT_EQ(search.find(symmetric, {}, 10, 90, ego)->object, &symmetric[1]);
  // A diamond at the ego's front right corner: further south, their bounds overlap, they do not.
  const std::vector<TrackedObject> near{object(11, 0.0), object(13.4, -1.9, 2.0, 2.0, kPi / 4)};
  EXPECT_EQ(search.find(near, {}, 10, 90, ego)->object, &near[0]);
}

// A road that bends now and then, with vertices at uneven distances, and now and then at none.
Path random_path(Random& random) {
  std::vector<Point2> points{{500'000.0, 4'000'000.0}};
  double heading = random.uniform(-3.0, 3.0), curvature = 0.0;
  for (int i = 0; i < 60; ++i) {
    if (i % 10 == 0) curvature = random.uniform(-0.12, 0.12);
    const double step = i % 17 == 5 ? 0.0 : random.uniform(0.1, 3.0);
    heading += curvature * step;
    points.push_back(points.back() + Point2{step * std::cos(heading), step * std::sin(heading)});
  }
  Path path;
  path.assign(Polyline(points).discrete_path());
  return path;
}

// Boxes whose edges lie near the outline of the corridor, where the two methods could differ, and boxes anywhere.
TEST(LeadSearch, BothMethodsFindTheSame) {
  Random random(5);
  std::int64_t slow = 0, fast = 0;
  int found = 0;
  for (int round = 0; round < 120; ++round) {
    const Path path = random_path(random);
    BothMethods search(path, {});
    std::vector<TrackedObject> objects;
    for (int i = 0; i < 12; ++i) {
      const Pose2 at = path.pose_at(random.uniform(-5.0, path.end() + 5.0));
      const double length = random.uniform(0.2, 6.0), width = random.uniform(0.2, 2.5);
      const double heading = i % 2 == 0 ? at.heading : random.uniform(-3.0, 3.0);
      const double side = random.uniform(0.0, 1.0) < 0.5 ? -1.0 : 1.0;
      const double outline = (kEgoWidth + width) / 2.0;
      const double lateral = side * (i % 3 == 0 ? outline + random.uniform(-0.03, 0.03) : random.uniform(0.0, 5.0));
      const double ahead = random.uniform(-3.0, 3.0);
      objects.push_back(object(at.x + ahead * std::cos(at.heading) - lateral * std::sin(at.heading),
                               at.y + ahead * std::sin(at.heading) + lateral * std::cos(at.heading), length, width,
                               heading));
    }
    for (int question = 0; question < 20; ++question) {
      const double from = random.uniform(0.0, path.end() + 1.0);
      Pose2 pose = path.pose_at(from);
      if (question == 0) pose = moved_forward(pose, random.uniform(-3.0, 3.0));
      const auto lead = search.find(objects, {}, from, from + random.uniform(0.0, 80.0), ego_at(pose));
      found += lead.has_value();
      ASSERT_FALSE(HasFailure()) << "round " << round << ", question " << question;
    }
    slow += search.polygons(LeadSearchMethod::kPolygon);
    fast += search.polygons(LeadSearchMethod::kDistanceFirst);
  }
  EXPECT_GT(found, 1000);
  EXPECT_LT(2 * fast, slow);  // most questions need no polygon
}

TEST(LeadSearch, CountsWhatItLooksAtClosely) {
  const Path path = straight_path();
  LeadSearch search(LeadSearchMethod::kDistanceFirst);
  search.prepare(path, kEgoWidth, {}, 8);
  // The first is 18 m ahead; the second is further than that and needs no look; the third stands far beside the path.
  const std::vector<TrackedObject> objects{object(30, 0), object(60, 0), object(40, 60)};
  const ManualClock clock;
  StepProbe probe(clock);
  probe.begin_step();
  search.look_at(objects, {}, ego_at({10, 0, 0}), kFar);
  EXPECT_TRUE(search.find(10.0, 90.0, ego_at({10, 0, 0})).has_value());
  EXPECT_EQ(probe.end_step().counters.lead_checks, 1);
}

}  // namespace
}  // namespace stepscope
