#include "ui/scene/cost_path.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/ui/scene/small_town.h"
#include "ui/scene/scene_view.h"

using namespace stepscope;
using namespace stepscope::ui;
using namespace stepscope::test;

namespace {

constexpr Point2 kStreet{664'010, 3'999'002};

// Twenty steps of 2 m along the street, 0.1 ms each, but 0.9 ms in step 5; from step 15 on the ego stands.
CostPath made_up_path() {
  std::vector<Point2> places;
  std::vector<double> costs;
  for (int k = 0; k < 20; ++k) {
    places.push_back(kStreet + Point2{2.0 * std::min(k, 15), 0.0});
    costs.push_back(k == 5 ? 0.9e6 : 0.1e6 + 1e3 * k);
  }
  return cost_path(QStringLiteral("whole step"), std::move(places), std::move(costs));
}

std::unique_ptr<SceneView> street_view() {
  auto view = std::make_unique<SceneView>();
  view->resize(900, 600);
  view->show();
  view->show_map(RoadMap::build(small_town({664'000, 3'999'000})).value());
  view->show_frame(OwnedFrame::share(street_frame(0, kStreet - Point2{15.0, 0.0})));
  view->set_camera(Camera::kFollow);
  view->reset_view();
  return view;
}

}  // namespace

// What steps cost, painted along the way driven.
class CostPathTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_spike_does_not_take_the_scale() {
    const CostPath path = made_up_path();
    QCOMPARE(path.low_ns, 0.1e6);
    QCOMPARE(path.high_ns, 0.119e6);  // element 18 of 20: the spike is the last
    QCOMPARE(cost_share(path, 0.9e6), 1.0);
    QCOMPARE(cost_share(path, 0.0), 0.0);
    QCOMPARE(cost_share(path, 0.1095e6), 0.5);
  }

  void equal_costs_and_no_costs_divide_by_nothing() {
    const CostPath equal = cost_path(QStringLiteral("x"), {kStreet, kStreet}, {5.0, 5.0});
    QCOMPARE(cost_share(equal, 5.0), 0.0);
    QVERIFY(cost_path(QStringLiteral("x"), {}, {}).empty());
    QCOMPARE(cost_path(QStringLiteral("x"), {kStreet, kStreet}, {5.0}).places.size(), std::size_t{1});
  }

  void colours_grow_lighter_all_the_way() {
    double last = -1.0;
    for (int i = 0; i <= 20; ++i) {
      const QColor c = cost_colour(i / 20.0);
      const double lightness = 0.2126 * c.redF() + 0.7152 * c.greenF() + 0.0722 * c.blueF();
      QVERIFY(lightness > last);
      last = lightness;
    }
  }

  void the_costliest_step_at_a_place_is_found() {
    const CostPath path = made_up_path();
    const ViewTransform view{.centre = kStreet, .pixels_per_metre = 10.0, .centre_px = {450, 300}};
    QCOMPARE(*cost_step_at(path, view, view.to_pixels(path.places[5]), 6.0), std::size_t{5});
    QCOMPARE(*cost_step_at(path, view, view.to_pixels(path.places[15]), 6.0), std::size_t{19});  // of 15 … 19
    QVERIFY(!cost_step_at(path, view, view.to_pixels(kStreet + Point2{0, 30}), 6.0));
    const ViewTransform far{.centre = kStreet, .pixels_per_metre = 0.5, .centre_px = {450, 300}};
    QCOMPARE(*cost_step_at(path, far, far.to_pixels(path.places[8]), 6.0), std::size_t{5});
  }

  void the_layer_is_off_until_it_is_switched_on() {
    const auto view = street_view();
    view->set_costs(made_up_path());
    const QPoint at = view->view().to_pixels(kStreet + Point2{11.0, 0.0}).toPoint();  // between steps 5 and 6
    const QColor without = view->render_image(view->size(), 1.0).pixelColor(at);
    view->set_layer(SceneLayer::kCost, true);
    const QColor with = view->render_image(view->size(), 1.0).pixelColor(at);
    QVERIFY(without != with);
    QCOMPARE(with, cost_colour(1.0));
  }

  void a_click_on_the_path_names_the_step() {
    const auto view = street_view();
    view->set_costs(made_up_path());
    QSignalSpy steps(view.get(), &SceneView::costStepPicked), items(view.get(), &SceneView::picked);
    const QPoint at = view->view().to_pixels(made_up_path().places[5]).toPoint();
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, at);
    QCOMPARE(steps.count(), 0);
    QCOMPARE(items.count(), 1);
    view->set_layer(SceneLayer::kCost, true);
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, at);
    QCOMPARE(steps.count(), 1);
    QCOMPARE(steps[0][0].toInt(), 5);
    QCOMPARE(items.count(), 1);
  }

  void hovering_says_step_and_time() {
    const auto view = street_view();
    view->set_costs(made_up_path());
    view->set_layer(SceneLayer::kCost, true);
    QSignalSpy texts(view.get(), &SceneView::hovered);
    QTest::mouseMove(view.get(), view->view().to_pixels(made_up_path().places[5]).toPoint());
    QCOMPARE(texts.last()[0].toString(), QStringLiteral("step 5 · whole step 0.900 ms"));
  }

  void both_themes_show_the_scale() {
    const auto view = street_view();
    view->set_costs(made_up_path());
    for (const Theme& theme : {Theme::light_theme(), Theme::dark_theme()}) {
      view->set_theme(theme);
      view->set_layer(SceneLayer::kCost, false);
      const QImage without = view->render_image({500, 400}, 1.0);
      view->set_layer(SceneLayer::kCost, true);
      const QImage with = view->render_image({500, 400}, 1.0);
      QImage corner(without.size(), QImage::Format_RGB32);
      corner.fill(theme.window);
      QPainter painter(&corner);
      const QRectF plate = draw_cost_scale(painter, theme, made_up_path(), {490, 40});
      QVERIFY(plate.left() > 0.0 && plate.right() <= 490.0);
      QVERIFY(with.copy(plate.toRect()) != without.copy(plate.toRect()));
    }
  }
};

QTEST_MAIN(CostPathTest)
#include "cost_path_test.moc"
