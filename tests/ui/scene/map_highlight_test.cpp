#include "ui/scene/map_highlight.h"

#include <QPainter>
#include <QtTest>

#include "small_town.h"
#include "ui/scene/scene_view.h"

namespace stepscope::ui {

namespace {

RoadMapPtr town() { return RoadMap::build(test::small_town()).value(); }

// The ego's box with its centre at (x, y), heading east: 5.176 m long, 2.297 m wide.
EgoState ego_at(double x, double y) {
  EgoState ego;
  const double back = ego.centre().x - ego.rear_axle.x;
  ego.rear_axle = {x - back, y, 0.0};
  return ego;
}

}  // namespace

// What a reason of the score points at is found on the map and drawn.
class MapHighlightTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void every_kind_of_object_has_an_area_data() {
    QTest::addColumn<int>("layer");
    QTest::addColumn<int>("id");
    const auto row = [](const char* name, MapLayer layer, int id) {
      QTest::newRow(name) << static_cast<int>(layer) << id;
    };
    row("lane", MapLayer::kLane, 1);
    row("connector", MapLayer::kLaneConnector, 3);
    row("roadblock", MapLayer::kRoadblock, 101);
    row("roadblock connector", MapLayer::kRoadblockConnector, 103);
    row("stop line", MapLayer::kStopLine, 20);
    row("crosswalk", MapLayer::kCrosswalk, 30);
    row("intersection", MapLayer::kIntersection, 40);
    row("walkway", MapLayer::kWalkways, 50);
    row("car park", MapLayer::kCarparkArea, 60);
    row("drivable: road", MapLayer::kDrivableArea, 70);
    row("drivable: car park", MapLayer::kDrivableArea, 60);
  }
  void every_kind_of_object_has_an_area() {
    QFETCH(int, layer);
    QFETCH(int, id);
    const RoadMapPtr map = town();
    const Area* area = area_of(*map, static_cast<MapLayer>(layer), id);
    QVERIFY(area != nullptr);
    QVERIFY(!area->empty());
    QVERIFY(area_of(*map, static_cast<MapLayer>(layer), 999) == nullptr);
  }

  void corners_off_the_road_are_those_in_no_polygon() {
    const RoadMapPtr map = town();  // the road is y −1 … 5
    QVERIFY(corners_off_road(*map, ego_at(20, 2)).empty());
    const std::vector<Point2> off = corners_off_road(*map, ego_at(20, 4.5));  // left side at 4.5 + 1.1485
    QCOMPARE(off.size(), 2U);
    for (const Point2 corner : off) QVERIFY(corner.y > 5.0);
    QVERIFY(corners_off_road(*map, ego_at(80, 6)).empty());  // partly on the car park beside the road
  }

  void a_picked_area_is_drawn() {
    SceneView view;
    view.resize(400, 300);
    view.show_map(town());
    const QImage plain = view.render_image({400, 300}, 1.0);
    view.pick_item({.kind = PickedItem::Kind::kMapFeature, .layer = MapLayer::kCrosswalk, .feature = 30});
    const QImage marked = view.render_image({400, 300}, 1.0);
    const QRgb outline = Theme::light_theme().picked.rgb();
    const auto count = [outline](const QImage& image) {
      int found = 0;
      for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) found += image.pixel(x, y) == outline;
      return found;
    };
    QCOMPARE(count(plain), 0);
    QVERIFY(count(marked) > 10);
    QVERIFY(view.picked_item().layer == MapLayer::kCrosswalk);
    view.pick(std::nullopt);
    QCOMPARE(count(view.render_image({400, 300}, 1.0)), 0);
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::MapHighlightTest)
#include "map_highlight_test.moc"
