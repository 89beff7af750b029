#include "ui/scene/scene_view.h"

#include <QPainter>
#include <QSignalSpy>
#include <QtTest>
#include <set>

#include "tests/ui/scene/small_town.h"

using namespace stepscope;
using namespace stepscope::ui;
using namespace stepscope::test;
using Kind = PickedItem::Kind;

namespace {

RoadMapPtr town() { return RoadMap::build(small_town({664'000, 3'999'000})).value(); }
constexpr Point2 kStreet{664'010, 3'999'002};

FramePtr frame_at(int step) {
  OwnedFrame owned = street_frame(step, kStreet + Point2{1.0 * step, 0.0});
  owned.objects = {object_at(7, ObjectType::kVehicle, {kStreet.x + 20, kStreet.y, 0}, 5, 2),
                   object_at(8, ObjectType::kPedestrian, {kStreet.x + 25, kStreet.y + 3, 0}, 0.7, 0.7)};
  owned.lights = {{3, LightColour::kRed}};
  return OwnedFrame::share(std::move(owned));
}

// A view of the town at 900 × 600 with one frame, following the ego.
std::unique_ptr<SceneView> street_view() {
  auto view = std::make_unique<SceneView>();
  view->resize(900, 600);
  view->show();
  view->show_map(town());
  view->show_frame(frame_at(0));
  view->set_camera(Camera::kFollow);
  view->reset_view();
  return view;
}

QPoint pixel(const SceneView& view, Point2 p) { return view.view().to_pixels(p).toPoint(); }

QColor colour_at(SceneView& view, Point2 p) {
  const QImage image = view.render_image(view.size(), 1.0);
  return image.pixelColor(pixel(view, p));
}

int colours_in(const QImage& image) {
  std::set<QRgb> colours;
  for (int y = 0; y < image.height(); y += 3)
    for (int x = 0; x < image.width(); x += 3) colours.insert(image.pixel(x, y));
  return static_cast<int>(colours.size());
}

}  // namespace

class SceneViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void without_anything_it_says_so() {
    SceneView view;
    view.resize(300, 200);
    view.set_empty_text(QStringLiteral("Choose a scenario in the list on the left"));
    QVERIFY(colours_in(view.render_image({300, 200}, 1.0)) > 1);
    view.set_empty_text({});
    QCOMPARE(colours_in(view.render_image({300, 200}, 1.0)), 1);
    view.show_frame(nullptr);
    view.show_scenario(nullptr);
    view.show_map(nullptr);
  }

  void map_and_objects_are_where_they_belong() {
    const auto view = street_view();
    const Theme& theme = Theme::light_theme();
    view->set_layers(default_scene_layers() &
                     ~(SceneLayer::kLegend | SceneLayer::kScale | SceneLayer::kVelocity | SceneLayer::kPlan));
    QCOMPARE(colour_at(*view, kStreet + Point2{10.0, 0.5}), theme.lane);
    QCOMPARE(colour_at(*view, kStreet + Point2{19.0, 0.5}), theme.object(ObjectType::kVehicle));
    QCOMPARE(colour_at(*view, kStreet + Point2{-0.5, 0.0}), theme.ego);
    QCOMPARE(colour_at(*view, kStreet + Point2{10.0, 30.0}), theme.scene_background);
    view->set_theme(Theme::dark_theme());
    QCOMPARE(colour_at(*view, kStreet + Point2{10.0, 0.5}), Theme::dark_theme().lane);
  }

  void layers_can_be_switched_off() {
    const auto view = street_view();
    const Theme& theme = Theme::light_theme();
    view->set_layers(SceneLayer::kDrivableArea);
    QCOMPARE(colour_at(*view, kStreet + Point2{10.0, 0.5}), theme.drivable_area);
    QCOMPARE(colour_at(*view, kStreet + Point2{19.0, 0.5}), theme.drivable_area);
    view->set_layer(SceneLayer::kAgents, true);
    QCOMPARE(colour_at(*view, kStreet + Point2{19.0, 0.5}), theme.object(ObjectType::kVehicle));
  }

  void the_light_colours_connector_and_stop_line() {
    const auto view = street_view();
    view->set_layers(SceneLayers(SceneLayer::kLanes) | SceneLayer::kTrafficLights);
    const QColor red = Theme::light_theme().light(LightColour::kRed);
    QCOMPARE(colour_at(*view, kStreet + Point2{33.0, 0.0}), red);  // 3 m into the connector
    const QColor stop = colour_at(*view, kStreet + Point2{28.5, 1.6});
    QVERIFY2(stop.red() > stop.green() + 40, qPrintable(stop.name()));
  }

  void the_cached_map_looks_like_the_exact_one() {
    const auto view = street_view();
    view->show();
    QVERIFY(QTest::qWaitForWindowExposed(view.get()));
    QTRY_VERIFY(view->map_image().is_exact_for(view->view(), view->size()));
    const QImage cached = view->grab().toImage().convertToFormat(QImage::Format_RGB32);
    const QImage exact = view->render_image(view->size(), view->devicePixelRatioF());
    QCOMPARE(cached.size(), exact.size());
    int different = 0;
    for (int y = 0; y < exact.height(); ++y)
      for (int x = 0; x < exact.width(); ++x) {
        const QColor a = cached.pixelColor(x, y), b = exact.pixelColor(x, y);
        if (std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) > 60)
          ++different;
      }
    // The cached map lies on whole pixels, so thin lines may be off by half a pixel.
    QVERIFY2(different < exact.width() * exact.height() / 50, qPrintable(QString::number(different)));
  }

  void following_frames_needs_no_new_map_drawing() {
    const auto view = street_view();
    view->show();
    QVERIFY(QTest::qWaitForWindowExposed(view.get()));
    QTRY_VERIFY(view->map_image().is_exact_for(view->view(), view->size()));
    const int before = view->map_image().drawings();
    for (int step = 1; step < 10; ++step) {
      view->show_frame(frame_at(step));
      view->repaint();
    }
    QTest::qWait(50);
    QCOMPARE(view->map_image().drawings(), before);
    view->zoom_in();  // another scale: drawn anew once the wheel rests
    QTRY_VERIFY(view->map_image().is_exact_for(view->view(), view->size()));
    QVERIFY(view->map_image().drawings() > before);
  }

  void destroying_it_while_the_map_is_drawn_is_safe() {
    for (int i = 0; i < 20; ++i) {
      const auto view = street_view();
      view->repaint();
    }
    QTest::qWait(20);
  }

  void frames_that_come_too_fast_are_counted() {
    const auto view = street_view();
    view->show();
    QVERIFY(QTest::qWaitForWindowExposed(view.get()));
    view->repaint();
    const qint64 before = view->frames_replaced();
    for (int step = 1; step <= 5; ++step) view->show_frame(frame_at(step));
    QCOMPARE(view->frames_replaced() - before, 4);
    view->repaint();
    view->show_frame(frame_at(6));
    QCOMPARE(view->frames_replaced() - before, 4);
  }

  void dragging_pans_and_frees_the_camera() {
    const auto view = street_view();
    QSignalSpy changed(view.get(), &SceneView::cameraChanged);
    const QPointF before = view->view().to_pixels(kStreet);
    QTest::mousePress(view.get(), Qt::LeftButton, {}, {400, 300});
    QTest::mouseMove(view.get(), {440, 320});
    QTest::mouseRelease(view.get(), Qt::LeftButton, {}, {440, 320});
    QCOMPARE(view->camera(), Camera::kFree);
    QCOMPARE(changed.count(), 1);
    const QPointF moved = view->view().to_pixels(kStreet) - before;
    QVERIFY((moved - QPointF(40, 20)).manhattanLength() < 1e-6);
    QTest::keyClick(view.get(), Qt::Key_F);
    QCOMPARE(view->camera(), Camera::kFollow);
    QCOMPARE(changed.count(), 2);
  }

  void clicking_picks() {
    const auto view = street_view();
    QSignalSpy picked(view.get(), &SceneView::picked);
    const auto click = [&](Point2 p) {
      QTest::mouseClick(view.get(), Qt::LeftButton, {}, pixel(*view, p));
      return view->picked_item();
    };
    QCOMPARE(click(kStreet + Point2{20, 0}).track.value, std::uint64_t{7});
    QCOMPARE(click(kStreet + Point2{25, 3}).track.value, std::uint64_t{8});
    QCOMPARE(click(kStreet).kind, Kind::kEgo);
    QCOMPARE(click(kStreet + Point2{13, 0}).kind, Kind::kMapFeature);
    QCOMPARE(click(kStreet + Point2{13, 30}).kind, Kind::kNone);
    QCOMPARE(picked.count(), 5);
    view->pick(Token{8});
    QCOMPARE(view->picked_item().track.value, std::uint64_t{8});
    QCOMPARE(picked.count(), 5);
  }

  void double_click_zooms_to_an_object() {
    const auto view = street_view();
    const Point2 object = kStreet + Point2{20, 0};
    QTest::mouseDClick(view.get(), Qt::LeftButton, {}, pixel(*view, object));
    QVERIFY((view->view().to_pixels(object) - QPointF(450, 300)).manhattanLength() < 1e-6);
    QCOMPARE(view->view().pixels_per_metre, 20.0);
    QTest::keyClick(view.get(), Qt::Key_R);
    QVERIFY(view->view().pixels_per_metre < 10.0);
  }

  void measuring_shows_a_distance_and_leaves_the_camera() {
    const auto view = street_view();
    QSignalSpy changed(view.get(), &SceneView::toolChanged);
    QTest::keyClick(view.get(), Qt::Key_M);
    QCOMPARE(view->tool(), SceneTool::kMeasure);
    const ViewTransform before = view->view();
    const QImage without = view->render_image(view->size(), 1.0);
    QTest::mousePress(view.get(), Qt::LeftButton, {}, {300, 200});
    QTest::mouseMove(view.get(), {380, 200});
    QTest::mouseRelease(view.get(), Qt::LeftButton, {}, {380, 200});
    QCOMPARE(view->view(), before);
    QVERIFY(view->render_image(view->size(), 1.0) != without);
    QTest::keyClick(view.get(), Qt::Key_Escape);
    QCOMPARE(view->tool(), SceneTool::kPan);
    QCOMPARE(changed.count(), 2);
  }

  void hovering_explains() {
    const auto view = street_view();
    QSignalSpy hovered(view.get(), &SceneView::hovered);
    QTest::mouseMove(view.get(), pixel(*view, kStreet + Point2{20, 0}));
    QTest::mouseMove(view.get(), pixel(*view, kStreet + Point2{13, 0.8}));
    QCOMPARE(hovered.count(), 2);
    QCOMPARE(hovered[0][0].toString(), QStringLiteral("vehicle · 0.0 m/s · 5.0 × 2.0 m"));
    QCOMPARE(hovered[1][0].toString(), QStringLiteral("lane 1 · limit 10.0 m/s (36 km/h)"));
  }

  void a_picture_has_the_asked_size() {
    const auto view = street_view();
    const QImage image = view->render_image({640, 360}, 2.0);
    QCOMPARE(image.size(), QSize(1280, 720));
    QVERIFY(colours_in(image) > 20);
    QVERIFY(view->render_image({0, 0}, 1.0).isNull());
  }
};

QTEST_MAIN(SceneViewTest)
#include "scene_view_test.moc"
