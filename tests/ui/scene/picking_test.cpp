#include "ui/scene/picking.h"

#include <QtTest>

#include "tests/ui/scene/small_town.h"
#include "ui/scene/item_text.h"

using namespace stepscope;
using namespace stepscope::ui;
using namespace stepscope::test;
using Kind = PickedItem::Kind;

namespace {

FramePtr crowded_frame() {
  OwnedFrame owned = street_frame(0, {0, 0}, 4.0);
  owned.objects = {
      object_at(1, ObjectType::kVehicle, {20, 0, 0}, 5, 2),
      object_at(2, ObjectType::kVehicle, {2, 0, 0}, 5, 2),          // inside the ego
      object_at(3, ObjectType::kPedestrian, {20, 0, 0}, 0.6, 0.6),  // on top of vehicle 1
      object_at(4, ObjectType::kTrafficCone, {30, 0, 0}, 0.4, 0.4),
  };
  owned.objects[0].vx = 3.0;
  owned.objects[0].vy = 4.0;
  return OwnedFrame::share(std::move(owned));
}

RoadMapPtr town() { return RoadMap::build(small_town()).value(); }

}  // namespace

class PickingTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void objects_data() {
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<double>("reach");
    QTest::addColumn<int>("kind");
    QTest::addColumn<quint64>("track");
    const auto row = [](const char* why, double x, double y, double reach, Kind kind, quint64 track) {
      QTest::newRow(why) << x << y << reach << static_cast<int>(kind) << track;
    };
    row("a vehicle", 18.5, 0.5, 0.0, Kind::kObject, 1);
    row("the pedestrian covers the vehicle", 20.0, 0.0, 0.0, Kind::kObject, 3);
    row("the ego covers what is inside it", 2.0, 0.0, 0.0, Kind::kEgo, 0);
    row("beside a small object, within reach", 30.9, 0.0, 1.0, Kind::kObject, 4);
    row("beside it, out of reach", 30.9, 0.0, 0.5, Kind::kNone, 0);
    row("nothing there", 50.0, 50.0, 1.0, Kind::kNone, 0);
  }
  void objects() {
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(double, reach);
    QFETCH(int, kind);
    QFETCH(quint64, track);
    const FramePtr frame = crowded_frame();
    const PickedItem item = pick_in_frame(*frame, {x, y}, reach, default_scene_layers());
    QCOMPARE(static_cast<int>(item.kind), kind);
    QCOMPARE(static_cast<quint64>(item.track.value), track);
  }

  void hidden_objects_cannot_be_picked() {
    const FramePtr frame = crowded_frame();
    const SceneLayers layers = default_scene_layers() & ~SceneLayers(SceneLayer::kAgents);
    QCOMPARE(pick_in_frame(*frame, {20, 0}, 0.0, layers).kind, Kind::kNone);
    QCOMPARE(pick_in_frame(*frame, {30, 0}, 0.0, layers).track.value, std::uint64_t{4});
  }

  void map_features_data() {
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<int>("layer");
    QTest::addColumn<qint64>("id");
    const auto row = [](const char* why, double x, double y, MapLayer layer, qint64 id) {
      QTest::newRow(why) << x << y << static_cast<int>(layer) << id;
    };
    row("lane", 10, 2, MapLayer::kLane, 1);
    row("crosswalk over lane", 35, 2, MapLayer::kCrosswalk, 30);
    row("stop line over lane", 38.5, 2, MapLayer::kStopLine, 20);
    row("connector over intersection", 50, 2, MapLayer::kLaneConnector, 3);
    row("intersection beside the connector", 50, 5, MapLayer::kIntersection, 40);
    row("walkway", 10, 6, MapLayer::kWalkways, 50);
    row("car park", 80, 10, MapLayer::kCarparkArea, 60);
  }
  void map_features() {
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(int, layer);
    QFETCH(qint64, id);
    const PickedItem item = pick_in_map(*town(), {x, y}, default_scene_layers());
    QCOMPARE(item.kind, Kind::kMapFeature);
    QCOMPARE(static_cast<int>(item.layer), layer);
    QCOMPARE(static_cast<qint64>(item.feature), id);
  }
  void nothing_on_the_map() {
    QCOMPARE(pick_in_map(*town(), {-50, -50}, default_scene_layers()).kind, Kind::kNone);
    const SceneLayers no_crosswalks = default_scene_layers() & ~SceneLayers(SceneLayer::kCrosswalks);
    QCOMPARE(pick_in_map(*town(), {35, 2}, no_crosswalks).layer, MapLayer::kLane);
  }

  void of_overlapping_connectors_the_nearest_baseline_counts() {
    RoadMapContent content = small_town();
    LaneSegment other = content.lane_connectors[0];
    other.id = 4;
    other.baseline = Polyline({{40, 3.5}, {60, 3.5}});
    content.lane_connectors.push_back(other);
    const RoadMapPtr map = RoadMap::build(std::move(content)).value();
    QCOMPARE(pick_in_map(*map, {50, 2.2}, default_scene_layers()).feature, FeatureId{3});
    QCOMPARE(pick_in_map(*map, {50, 3.2}, default_scene_layers()).feature, FeatureId{4});
  }

  void texts_carry_units() {
    const FramePtr frame = crowded_frame();
    const auto text = [&](const PickedItem& item) { return item_text(item, frame.get(), town().get()); };
    QCOMPARE(text({.kind = Kind::kObject, .track = {1}}), QStringLiteral("vehicle · 5.0 m/s · 5.0 × 2.0 m"));
    QCOMPARE(text({.kind = Kind::kObject, .track = {4}}), QStringLiteral("traffic cone · 0.4 × 0.4 m"));
    QCOMPARE(text({.kind = Kind::kEgo}), QStringLiteral("ego · 4.0 m/s · 5.2 × 2.3 m"));
    QCOMPARE(text({.kind = Kind::kMapFeature, .layer = MapLayer::kLaneConnector, .feature = 3}),
             QStringLiteral("lane connector 3 · limit 10.0 m/s (36 km/h) · signalled"));
    QCOMPARE(text({.kind = Kind::kMapFeature, .layer = MapLayer::kCrosswalk, .feature = 30}),
             QStringLiteral("crosswalk 30"));
    QCOMPARE(text({.kind = Kind::kObject, .track = {99}}), QString());
    QCOMPARE(text({}), QString());
  }
};

QTEST_APPLESS_MAIN(PickingTest)
#include "picking_test.moc"
