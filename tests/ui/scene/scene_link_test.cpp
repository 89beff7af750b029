#include "ui/scene/scene_link.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/ui/scene/small_town.h"

using namespace stepscope;
using namespace stepscope::ui;
using namespace stepscope::test;

namespace {

RoadMapPtr town() { return RoadMap::build(small_town({664'000, 3'999'000})).value(); }
constexpr Point2 kStreet{664'010, 3'999'002};

FramePtr frame_at(int step, double ahead = 0.0) {
  return OwnedFrame::share(street_frame(step, kStreet + Point2{1.0 * step + ahead, 0.0}));
}

void set_up(SceneView& view, QSize size) {
  view.resize(size);
  view.show();
  view.show_map(town());
  view.show_frame(frame_at(0));
  view.set_camera(Camera::kFollow);
  view.reset_view();
}

Point2 middle(const SceneView& view) { return view.view().to_map({view.width() / 2.0, view.height() / 2.0}); }

// Same place and scale; turned alike.
bool look_alike(const SceneView& a, const SceneView& b) {
  return distance(middle(a), middle(b)) < 1e-6 &&
         std::abs(a.view().pixels_per_metre - b.view().pixels_per_metre) < 1e-9 &&
         a.view().rotation == b.view().rotation;
}

}  // namespace

class SceneLinkTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void linked_scenes_look_at_the_same_place_whoever_is_moved() {
    SceneView a, b;
    set_up(a, {500, 400});
    set_up(b, {400, 400});
    SceneLink link(a);
    link.add(b);
    QVERIFY(look_alike(a, b));
    b.show_frame(frame_at(3, 8.0));  // its ego is elsewhere: the camera stays with A's
    QVERIFY(look_alike(a, b));
    a.show_frame(frame_at(3));
    QVERIFY(look_alike(a, b));
    b.zoom_in();
    QVERIFY(look_alike(a, b));
    QTest::mousePress(&b, Qt::LeftButton, {}, {100, 100});
    QTest::mouseMove(&b, {160, 130});
    QTest::mouseRelease(&b, Qt::LeftButton, {}, {160, 130});
    QVERIFY(b.camera() == Camera::kFree);
    QVERIFY2(a.camera() == Camera::kFree, "the others come along");
    QVERIFY(look_alike(a, b));
    a.reset_view();
    QVERIFY(b.camera() == Camera::kFollow);
    QVERIFY(look_alike(a, b));
  }

  void apart_each_follows_its_own() {
    SceneView a, b;
    set_up(a, {400, 400});
    set_up(b, {400, 400});
    SceneLink link(a);
    link.add(b);
    link.set_on(false);
    a.show_frame(frame_at(2));
    b.show_frame(frame_at(2, 10.0));
    QVERIFY(std::abs(middle(b).x - middle(a).x - 10.0) < 1e-6);
    const double scale = a.view().pixels_per_metre;
    b.zoom_in();
    QCOMPARE(a.view().pixels_per_metre, scale);
    link.set_on(true);
    QVERIFY(look_alike(a, b));
    link.remove(b);
    b.zoom_out();
    QVERIFY(!look_alike(a, b));
  }

  void another_run_is_drawn_where_it_is_and_can_be_switched_off() {
    SceneView view;
    set_up(view, {600, 400});
    const QColor colour(0xFF, 0x00, 0xFF);
    const FramePtr other = frame_at(0, 12.0);
    const auto coloured = [&view, &colour](Point2 p) {
      const QImage image = view.render_image(view.size(), 1.0);
      const QPoint centre = view.view().to_pixels(p).toPoint();
      for (int y = -20; y <= 20; ++y)
        for (int x = -20; x <= 20; ++x)
          if (image.valid(centre + QPoint(x, y)) && image.pixelColor(centre + QPoint(x, y)) == colour) return true;
      return false;
    };
    const Point2 there = other->ego.centre().position();
    QVERIFY(!coloured(there));
    view.set_others({{.frame = other, .colour = colour, .name = "B"}});
    QVERIFY(coloured(there));
    view.set_layer(SceneLayer::kOthers, false);
    QVERIFY(!coloured(there));
    view.set_layer(SceneLayer::kOthers, true);
    view.set_others({{.frame = nullptr, .colour = colour, .name = "B"}});
    QVERIFY2(!coloured(there), "one that has no such step is not drawn");
  }
};

QTEST_MAIN(SceneLinkTest)
#include "scene_link_test.moc"
