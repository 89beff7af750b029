// Where a run went on from another one, as the scene shows it.
#include "ui/scene/fork_mark.h"

#include <QContextMenuEvent>
#include <QSignalSpy>
#include <QtTest>

#include "tests/ui/scene/small_town.h"
#include "ui/scene/path_painter.h"
#include "ui/scene/scene_view.h"

using namespace stepscope;
using namespace stepscope::ui;
using namespace stepscope::test;

namespace {

constexpr Point2 kStreet{664'010, 3'999'002};
Point2 place(int step) { return kStreet + Point2{1.0 * step, 0.0}; }
FramePtr frame_at(int step) { return OwnedFrame::share(street_frame(step, place(step))); }

// Driven from step 0 to 40, one metre a step; forked at 25.
std::unique_ptr<SceneView> driven_view() {
  auto view = std::make_unique<SceneView>();
  view->resize(900, 600);
  view->show();
  view->set_layers(view->layers().setFlag(SceneLayer::kLegend, false));
  view->show_map(RoadMap::build(small_town({664'000, 3'999'000})).value());
  for (int step = 0; step <= 40; ++step) view->show_frame(frame_at(step));
  view->set_camera(Camera::kFollow);
  view->reset_view();
  return view;
}

ForkMark mark() {
  return {.step = 25, .place = {place(25).x, place(25).y, 0.0}, .text = QStringLiteral("forked at step 25")};
}

// Pixels in a column across the path that are not as without a past.
int past_px(SceneView& view, Point2 at) {
  const auto column = [&](bool past) {
    view.set_layer(SceneLayer::kHistory, past);
    return view.render_image(view.size(), 1.0);
  };
  const QImage without = column(false), with = column(true);
  const QPoint centre = view.view().to_pixels(at).toPoint();
  int different = 0;
  for (int y = centre.y() - 30; y <= centre.y() + 30; ++y)
    different += without.pixel(centre.x(), y) != with.pixel(centre.x(), y) ? 1 : 0;
  return different;
}

}  // namespace

class ForkMarkTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void what_another_run_drove_is_a_thin_line() {
    const auto view = driven_view();
    const Point2 before = place(18), after = place(32);
    const int wide = past_px(*view, before);
    QVERIFY(wide >= 3);
    QVERIFY(std::abs(past_px(*view, after) - wide) <= 1);
    view->set_fork(mark());
    QVERIFY(past_px(*view, before) < wide);
    QVERIFY(past_px(*view, before) >= 1);
    QVERIFY(std::abs(past_px(*view, after) - wide) <= 1);
    QVERIFY(past_px(*view, place(25)) > wide);  // the mark goes across
    view->set_fork({});
    QCOMPARE(past_px(*view, before), wide);
  }

  void the_mark_explains_itself_and_goes_with_its_layer_and_its_run() {
    const auto view = driven_view();
    view->set_fork(mark());
    QSignalSpy hovered(view.get(), &SceneView::hovered);
    const auto hover = [&](Point2 at) {
      hovered.clear();
      const QPointF px = view->view().to_pixels(at);
      for (const QPointF& p : {QPointF(5, 300), px}) {
        QMouseEvent move(QEvent::MouseMove, p, view->mapToGlobal(p), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.get(), &move);
      }
      return hovered.isEmpty() ? QString() : hovered.back().front().toString();
    };
    QCOMPARE(hover(place(25)), mark().text);
    QVERIFY(hover(place(33)) != mark().text);
    view->set_layer(SceneLayer::kHistory, false);
    QVERIFY(hover(place(25)) != mark().text);
    view->show_scenario(nullptr);
    QVERIFY(!view->fork().has_value());
  }

  void a_menu_names_the_step_on_the_past_path() {
    const auto view = driven_view();
    QSignalSpy wished(view.get(), &SceneView::menuWished);
    const auto ask = [&](Point2 at, QContextMenuEvent::Reason reason = QContextMenuEvent::Mouse) {
      const QPoint px = view->view().to_pixels(at).toPoint();
      QContextMenuEvent event(reason, px, view->mapToGlobal(px));
      QCoreApplication::sendEvent(view.get(), &event);
      return wished.back().at(1).toInt();
    };
    QCOMPARE(ask(place(30)), 30);
    QCOMPARE(ask(place(12)), 12);
    QCOMPARE(ask(place(30) + Point2{0.0, 12.0}), -1);
    QCOMPARE(ask(place(30), QContextMenuEvent::Keyboard), -1);
    view->show_frame(nullptr);
    QCOMPARE(ask(place(30)), -1);
    QCOMPARE(wished.count(), 5);
  }
};

QTEST_MAIN(ForkMarkTest)
#include "fork_mark_test.moc"
