#include <QClipboard>
#include <QGuiApplication>
#include <QTableWidget>
#include <QtTest>
#include <cmath>

#include "ui/charts/inspector_rows.h"
#include "ui/charts/object_inspector.h"

namespace stepscope::ui {

namespace {

QString value_of(const InspectorContent& content, const QString& name) {
  for (const auto& [row_name, value] : content.rows)
    if (row_name == name) return QString(value).replace(QChar(0xA0), QLatin1Char(' '));
  return QStringLiteral("(no such row)");
}

Area square(double x, double y, double side) {
  return Area({Polygon{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}, {}}});
}

// lane 1 ──▶ connector 2        lane: 20 m, 10 m/s; connector: 10 m, no limit, has a light
std::shared_ptr<const RoadMap> small_map() {
  RoadMapContent content;
  content.location = "nowhere";
  LaneSegment lane;
  lane.id = 1;
  lane.roadblock = 10;
  lane.area = square(0, 0, 20);
  lane.baseline = Polyline({{0, 10}, {20, 10}});
  lane.speed_limit_mps = 10.0;
  content.lanes.push_back(lane);
  LaneSegment connector;
  connector.id = 2;
  connector.kind = SegmentKind::kLaneConnector;
  connector.roadblock = 11;
  connector.area = square(20, 0, 10);
  connector.baseline = Polyline({{20, 10}, {30, 10}});
  connector.stop_line_candidates = {5};
  content.lane_connectors.push_back(connector);
  content.crosswalks.push_back({7, square(0, 0, 3)});
  content.stop_lines.push_back({5, square(18, 9, 1), StopLineType::kTrafficLight});
  auto map = RoadMap::build(std::move(content));
  return map.ok() ? map.value() : nullptr;
}

}  // namespace

class InspectorTest : public QObject {
  Q_OBJECT

 private:
  // ego (rear axle at the origin, heading +x)   ====>      car, 20 m ahead of the ego's centre, going back at 5 m/s
  const TrackedObject car_{.track = Token{0xAB}, .type = ObjectType::kVehicle,
                           .box = {{20.0 + kPacifica.rear_axle_to_centre(), 0.0, M_PI / 2.0}, 4.0, 2.0},
                           .height = 1.5, .vx = -3.0, .vy = 4.0};
  const TrackedObject cone_{.track = Token{0xCD}, .type = ObjectType::kTrafficCone, .box = {{0, 5, 0}, 0.4, 0.4}};

  StepFrame frame() const {
    StepFrame f;
    f.step = 12;
    f.ego.vx = 10.0;
    f.ego.ax = -1.25;
    f.ego.steering_angle = 0.1;
    return f;
  }

 private Q_SLOTS:
  void describes_a_vehicle() {
    const TrackedObject objects[] = {car_, cone_};
    StepFrame f = frame();
    f.objects = objects;
    const InspectorContent content = describe_object(f, Token{0xAB});
    QCOMPARE(content.title, QStringLiteral("vehicle"));
    QCOMPARE(value_of(content, "track"), QStringLiteral("00000000000000ab"));
    QCOMPARE(value_of(content, "heading"), QStringLiteral("90.0°"));
    QCOMPARE(value_of(content, "speed"), QStringLiteral("5.00 m/s (18.0 km/h)"));   // √(3² + 4²)
    QCOMPARE(value_of(content, "size l × w × h"), QStringLiteral("4.00 × 2.00 × 1.50 m"));
    QCOMPARE(value_of(content, "centre to centre"), QStringLiteral("20.00 m"));
    // 20 m less half the ego (5.176/2) and half the car across (2.0/2) = 16.412 m.
    QCOMPARE(value_of(content, "gap to ego"), QStringLiteral("16.41 m"));
  }

  void static_objects_have_no_speed() {
    const TrackedObject objects[] = {cone_};
    StepFrame f = frame();
    f.objects = objects;
    QCOMPARE(value_of(describe_object(f, Token{0xCD}), "speed"), QStringLiteral("(no such row)"));
  }

  void an_object_that_left_is_told_so() {
    const InspectorContent content = describe_object(frame(), Token{0xAB});
    QCOMPARE(content.title, QStringLiteral("Object 00000000000000ab is not in step 12"));
    QCOMPARE(value_of(content, "track"), QStringLiteral("00000000000000ab"));
  }

  void describes_the_ego() {
    const InspectorContent content = describe_ego(frame());
    QCOMPARE(value_of(content, "speed"), QStringLiteral("10.00 m/s (36.0 km/h)"));
    QCOMPARE(value_of(content, "accel. ahead, left"), QStringLiteral("-1.25, 0.00 m/s²"));
    QCOMPARE(value_of(content, "steering angle"), QStringLiteral("5.7°"));   // 0.1 rad
    QCOMPARE(value_of(content, "plan"), QStringLiteral("(no such row)"));    // no trajectory in this frame
  }

  void describes_map_features() {
    const auto map = small_map();
    QVERIFY(map != nullptr);
    const InspectorContent lane = describe_feature(*map, MapLayer::kLane, 1);
    QCOMPARE(lane.title, QStringLiteral("lane"));
    QCOMPARE(value_of(lane, "speed limit"), QStringLiteral("10.00 m/s (36.0 km/h)"));
    QCOMPARE(value_of(lane, "length"), QStringLiteral("20.0 m"));
    QCOMPARE(value_of(lane, "area"), QStringLiteral("400.0 m²"));
    const InspectorContent connector = describe_feature(*map, MapLayer::kLaneConnector, 2);
    QCOMPARE(connector.title, QStringLiteral("lane connector"));
    QCOMPARE(value_of(connector, "speed limit"), QStringLiteral("none known"));
    QCOMPARE(value_of(connector, "traffic light"), QStringLiteral("yes"));
    QCOMPARE(value_of(describe_feature(*map, MapLayer::kCrosswalk, 7), "area"), QStringLiteral("9.0 m²"));
    QCOMPARE(value_of(describe_feature(*map, MapLayer::kStopLine, 5), "kind"), QStringLiteral("traffic light"));
    QCOMPARE(describe_feature(*map, MapLayer::kLane, 99).title, QStringLiteral("lane is not in this map"));
    QCOMPARE(describe_feature(*map, MapLayer::kCrosswalk, 99).title, QStringLiteral("crosswalk is not in this map"));
  }

  void values_can_be_copied() {
    ObjectInspector inspector;
    inspector.show_rows(QStringLiteral("thing"), {{"a", "1 m"}, {"b", "2 m"}});
    QCOMPARE(inspector.selected_text(), QStringLiteral("a\t1 m\nb\t2 m\n"));
    auto* table = inspector.findChild<QTableWidget*>();
    table->item(1, 1)->setSelected(true);
    QTest::keySequence(table, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("2 m"));
    // The next step of the same thing: the value changes, the selection stays.
    inspector.show_rows(QStringLiteral("thing"), {{"a", "1 m"}, {"b", "3 m"}});
    QCOMPARE(inspector.selected_text(), QStringLiteral("3 m"));
    inspector.clear();
    QCOMPARE(table->rowCount(), 0);
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::InspectorTest)
#include "inspector_test.moc"
