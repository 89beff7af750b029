// The parts of the picture that can be wrong without being drawn: cut lines, shapes, trail, time marks, legend, scale.
#include <QtTest>
#include <algorithm>
#include <cmath>

#include "tests/ui/scene/small_town.h"
#include "ui/scene/ego_trail.h"
#include "ui/scene/legend.h"
#include "ui/scene/light_painter.h"
#include "ui/scene/line_cutting.h"
#include "ui/scene/map_shapes.h"
#include "ui/scene/path_painter.h"
#include "ui/scene/scale_bar.h"

using namespace stepscope;
using namespace stepscope::ui;
using namespace stepscope::test;

namespace {

double length_of(std::span<const Point2> line) {
  double sum = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += distance(line[i - 1], line[i]);
  return sum;
}

std::size_t count(const MapShapes& shapes, ShapeKind kind) {
  return static_cast<std::size_t>(
      std::ranges::count_if(shapes.all(), [kind](const MapPiece& s) { return s.kind == kind; }));
}

}  // namespace

class ScenePartsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void dashes_go_round_corners() {
    // 6 m with a corner at 4 m; 3 on, 2 off: 0–3, then 5–6 behind the corner.
    const std::vector<Point2> line{{0, 0}, {4, 0}, {4, 2}};
    const auto dashes = dashes_of(line, 3.0, 2.0);
    QCOMPARE(dashes.size(), std::size_t{2});
    QCOMPARE(dashes[0].back(), (Point2{3, 0}));
    QCOMPARE(dashes[1].front(), (Point2{4, 1}));
    QCOMPARE(dashes[1].back(), (Point2{4, 2}));
    QVERIFY(dashes_of({}, 3.0, 2.0).empty());
  }

  void a_dash_bends_with_the_line() {
    const std::vector<Point2> line{{0, 0}, {1, 0}, {1, 5}};
    const auto dashes = dashes_of(line, 3.0, 10.0);
    QCOMPARE(dashes.size(), std::size_t{1});
    QCOMPARE(dashes[0], (std::vector<Point2>{{0, 0}, {1, 0}, {1, 2}}));
  }

  void beginning_of_a_line() {
    const std::vector<Point2> line{{0, 0}, {4, 0}, {4, 2}};
    QVERIFY(std::abs(length_of(beginning_of(line, 5.0)) - 5.0) < 1e-12);
    QCOMPARE(beginning_of(line, 5.0).back(), (Point2{4, 1}));
    QCOMPARE(beginning_of(line, 50.0), line);
  }

  void stripes_cross_the_way_people_walk() {
    // 10 m long, 3 m wide: stripes of 0.5 m every metre, each over the whole width.
    const auto stripes = stripes_of(rectangle_ring(0, 0, 10, 3), 0.5);
    QCOMPARE(stripes.size(), std::size_t{10});
    double painted = 0.0;
    for (const auto& stripe : stripes) {
      Bounds b;
      for (const Point2 p : stripe) b.extend(p);
      QVERIFY(std::abs(b.max_x - b.min_x - 0.5) < 1e-9);
      QVERIFY(std::abs(b.max_y - b.min_y - 3.0) < 1e-9);
      painted += (b.max_x - b.min_x) * (b.max_y - b.min_y);
    }
    QVERIFY(std::abs(painted - 15.0) < 1e-9);  // half of the crosswalk
    const std::vector<Point2> point{{1, 1}, {1, 1}};
    QVERIFY(stripes_of(point, 0.5).empty());
  }

  void a_map_becomes_shapes_of_every_layer() {
    const RoadMapPtr map = RoadMap::build(small_town({664'000, 3'999'000})).value();
    const MapShapesPtr shapes = MapShapes::of(*map);
    QCOMPARE(count(*shapes, ShapeKind::kLane), std::size_t{2});
    QCOMPARE(count(*shapes, ShapeKind::kLaneConnector), std::size_t{1});
    QCOMPARE(count(*shapes, ShapeKind::kStopLine), std::size_t{1});
    QCOMPARE(count(*shapes, ShapeKind::kSolidLine), std::size_t{1});
    QCOMPARE(count(*shapes, ShapeKind::kDashedLine), std::size_t{1});
    QCOMPARE(count(*shapes, ShapeKind::kWalkway), std::size_t{1});
    QCOMPARE(count(*shapes, ShapeKind::kCarpark), std::size_t{1});
    QCOMPARE(count(*shapes, ShapeKind::kIntersectionOutline), std::size_t{1});
    QCOMPARE(count(*shapes, ShapeKind::kCrosswalkStripe), std::size_t{1});
    // road segment, intersection and car park
    QCOMPARE(count(*shapes, ShapeKind::kDrivableArea), std::size_t{3});
    for (std::size_t i = 1; i < shapes->all().size(); ++i) QVERIFY(shapes->all()[i - 1].kind <= shapes->all()[i].kind);

    std::vector<std::uint32_t> there;
    shapes->overlapping({664'090, 3'999'001, 664'095, 3'999'002}, there);
    QVERIFY(there.size() >= 2 && there.size() < shapes->all().size());
    for (const std::uint32_t i : there) QVERIFY(shapes->all()[i].bounds.max_x >= 664'090);
  }

  void route_leaves_out_what_the_map_lacks() {
    const RoadMapPtr map = RoadMap::build(small_town()).value();
    const std::vector<std::string> route{"101", "103", "9999", "not a number", ""};
    QCOMPARE(route_shapes(*map, route).size(), std::size_t{2});
  }

  void trail_remembers_what_was_shown_and_notices_another_run() {
    EgoTrail trail;
    for (const int step : {0, 1, 2, 5, 3}) trail.add(street_frame(step, {step * 1.0, 0.0}).frame);
    const auto before = trail.before(5, {500'000}, 10.0);
    QCOMPARE(before.size(), std::size_t{4});  // 0, 1, 2, 3
    QCOMPARE(before.back().step, 3);
    QCOMPARE(trail.before(5, {500'000}, 0.35).size(), std::size_t{2});  // 2 and 3: at most 0.35 s old
    QCOMPARE(trail.before(1, {100'000}, 10.0).size(), std::size_t{1});
    trail.add(street_frame(2, {2.5, 0.0}).frame);  // the same step elsewhere: another run
    QCOMPARE(trail.before(5, {500'000}, 10.0).size(), std::size_t{1});
  }

  void time_marks_stand_at_whole_seconds() {
    const StepFrame frame = street_frame(3, {7.0, 0.0}, 10.0).frame;  // 4 s at 10 m/s
    const std::vector<TimeMark> marks = time_marks(frame.trajectory, 5.0);
    QCOMPARE(marks.size(), std::size_t{4});
    for (std::size_t i = 0; i < marks.size(); ++i) {
      QCOMPARE(marks[i].seconds, static_cast<int>(i) + 1);
      QVERIFY(std::abs(marks[i].pose.x - (7.0 + 10.0 * marks[i].seconds)) < 1e-6);
      QVERIFY(marks[i].labelled);
    }
    // 10 m between marks, 15 m between labels: every second one.
    const std::vector<TimeMark> sparse = time_marks(frame.trajectory, 15.0);
    QVERIFY(!sparse[0].labelled && sparse[1].labelled && !sparse[2].labelled && sparse[3].labelled);
    const StepFrame standing = street_frame(0, {7.0, 0.0}, 0.0).frame;
    for (const TimeMark& mark : time_marks(standing.trajectory, 1.0)) QVERIFY(!mark.labelled);
    QVERIFY(time_marks(Trajectory(), 1.0).empty());
  }

  void stop_line_takes_the_colour_its_lights_agree_on() {
    RoadMapContent content = small_town();
    content.lane_connectors.push_back(content.lane_connectors[0]);
    content.lane_connectors[1].id = 4;
    const RoadMapPtr map = RoadMap::build(std::move(content)).value();
    const auto colour = [&](std::vector<TrafficLightStatus> lights) { return stop_line_colour(*map, 0, lights); };
    using enum LightColour;
    QCOMPARE(colour({{3, kRed}, {4, kRed}}), std::optional(kRed));
    QCOMPARE(colour({{3, kRed}, {4, kGreen}}), std::optional<LightColour>());
    QCOMPARE(colour({{3, kGreen}, {4, kUnknown}}), std::optional(kGreen));
    QCOMPARE(colour({{999, kGreen}}), std::optional<LightColour>());
    QCOMPARE(colour({}), std::optional<LightColour>());
  }

  void scale_bar_has_round_lengths_data() {
    QTest::addColumn<double>("pixels_per_metre");
    QTest::addColumn<double>("metres");
    QTest::newRow("140 px at 8 px/m are 17.5 m") << 8.0 << 10.0;
    QTest::newRow("exactly 20 m") << 7.0 << 20.0;
    QTest::newRow("35 m") << 4.0 << 20.0;
    QTest::newRow("70 m") << 2.0 << 50.0;
    QTest::newRow("1 400 m") << 0.1 << 1000.0;
    QTest::newRow("35 cm") << 400.0 << 0.2;
  }
  void scale_bar_has_round_lengths() {
    QFETCH(double, pixels_per_metre);
    QFETCH(double, metres);
    QVERIFY(std::abs(scale_bar_metres(pixels_per_metre, 140.0) - metres) < 1e-9 * metres);
  }
  void length_texts() {
    QCOMPARE(length_text(20.0), QStringLiteral("20 m"));
    QCOMPARE(length_text(2000.0), QStringLiteral("2 km"));
    QCOMPARE(length_text(0.5), QStringLiteral("50 cm"));
  }

  void legend_names_what_has_appeared_and_is_on() {
    SeenItems seen;
    QVERIFY(legend_entries(seen, default_scene_layers()).empty());
    OwnedFrame owned = street_frame(0, {0, 0});
    owned.objects = {object_at(1, ObjectType::kBicycle, {0, 0, 0}, 1, 1)};
    owned.lights = {{3, LightColour::kRed}};
    seen.add(*OwnedFrame::share(std::move(owned)));
    seen.add(*OwnedFrame::share(street_frame(1, {0, 0})));  // the bicycle has gone, its entry stays

    const auto texts = [&](SceneLayers layers) {
      QStringList out;
      for (const LegendEntry& entry : legend_entries(seen, layers)) out << entry.text;
      return out;
    };
    QCOMPARE(texts(default_scene_layers()),
             (QStringList{QStringLiteral("ego"), QStringLiteral("bicycle"), QStringLiteral("velocity × 1 s"),
                          QStringLiteral("plan, mark per second"), QStringLiteral("past 5 s"),
                          QStringLiteral("traffic light")}));
    QCOMPARE(texts(SceneLayers(SceneLayer::kPlan)),
             (QStringList{QStringLiteral("ego"), QStringLiteral("plan, mark per second")}));
    seen.fork = true;
    QCOMPARE(texts(SceneLayers(SceneLayer::kHistory)),
             (QStringList{QStringLiteral("ego"), QStringLiteral("past 5 s"),
                          QStringLiteral("past of the run forked from"), QStringLiteral("forked here")}));
  }

  void every_layer_has_a_name_of_its_own() {
    QStringList names;
    for (const SceneLayer layer : kAllSceneLayers) names << scene_layer_text(layer);
    QVERIFY(!names.contains(QString()));
    QCOMPARE(names.removeDuplicates(), 0);
    QVERIFY(map_scene_layers().testFlag(SceneLayer::kRoute));
    QVERIFY(!map_scene_layers().testFlag(SceneLayer::kTrafficLights));
  }
};

QTEST_APPLESS_MAIN(ScenePartsTest)
#include "scene_parts_test.moc"
