#include "ui/scene/view_transform.h"

#include <QtTest>
#include <numbers>

using namespace stepscope;
using namespace stepscope::ui;

namespace {
bool near(QPointF a, QPointF b, double tolerance = 1e-6) { return (a - b).manhattanLength() <= tolerance; }
bool near(Point2 a, Point2 b, double tolerance = 1e-6) { return distance(a, b) <= tolerance; }
}  // namespace

class ViewTransformTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void north_is_up_and_east_is_right() {
    const ViewTransform view{.centre = {100, 50}, .pixels_per_metre = 8, .centre_px = {400, 300}};
    QCOMPARE(view.to_pixels({101, 51}), QPointF(408, 292));  // 1 m east and 1 m north: right and up on screen
    QVERIFY(near(view.to_map({408, 292}), Point2{101, 51}));
    QVERIFY(near(view.direction(0.0), QPointF(1, 0)));
    QVERIFY(near(view.direction(std::numbers::pi / 2), QPointF(0, -1)));
  }

  void rotation_turns_counter_clockwise() {
    // A quarter turn: what lies east is shown above.
    const ViewTransform view{
        .centre = {0, 0}, .pixels_per_metre = 10, .rotation = std::numbers::pi / 2, .centre_px = {100, 100}};
    QVERIFY(near(view.to_pixels({1, 0}), QPointF(100, 90)));
    QVERIFY(near(view.to_pixels({0, 1}), QPointF(90, 100)));
    QVERIFY(near(view.direction(0.0), QPointF(0, -1)));
  }

  void matrix_agrees_with_points_far_from_the_origin() {
    // UTM coordinates: millions of metres, and a hundredth of a pixel still counts.
    const ViewTransform view{
        .centre = {664'430.2, 3'999'277.7}, .pixels_per_metre = 12.5, .rotation = 0.7, .centre_px = {600, 400}};
    for (const Point2 p : {Point2{664'430.2, 3'999'277.7}, Point2{664'300.0, 3'999'400.5}}) {
      QVERIFY(near(view.matrix().map(QPointF(p.x, p.y)), view.to_pixels(p), 1e-2));
      QVERIFY(near(view.to_map(view.to_pixels(p)), p, 1e-6));
    }
  }

  void zoom_keeps_the_point_under_the_cursor() {
    const ViewTransform view{.centre = {10, 20}, .pixels_per_metre = 5, .rotation = 0.3, .centre_px = {400, 300}};
    const QPointF cursor(123, 456);
    const ViewTransform zoomed = view.zoomed(1.7, cursor);
    QVERIFY(near(zoomed.to_map(cursor), view.to_map(cursor)));
    QCOMPARE(zoomed.pixels_per_metre, 8.5);
  }

  void zoom_stays_within_the_limits() {
    const ViewTransform view;
    QCOMPARE(view.zoomed(1e9, {0, 0}).pixels_per_metre, ViewTransform::kMaxScale);
    QCOMPARE(view.zoomed(1e-9, {0, 0}).pixels_per_metre, ViewTransform::kMinScale);
  }

  void panning_moves_everything_by_so_many_pixels() {
    const ViewTransform view{.centre = {10, 20}, .pixels_per_metre = 5, .rotation = -1.1, .centre_px = {400, 300}};
    const Point2 p{13, 27};
    QVERIFY(near(view.panned({30, -12}).to_pixels(p), view.to_pixels(p) + QPointF(30, -12)));
  }

  void fitting_shows_all_with_a_margin() {
    // 200 m × 50 m in 400 px × 400 px less 20 px each side: 360 px / 200 m.
    const ViewTransform view = ViewTransform::fitting({0, 0, 200, 50}, {400, 400}, 20);
    QCOMPARE(view.pixels_per_metre, 1.8);
    QVERIFY(near(view.to_pixels({0, 25}), QPointF(20, 200)));
    QVERIFY(near(view.to_pixels({200, 25}), QPointF(380, 200)));
    QCOMPARE(ViewTransform::fitting({}, {400, 400}, 20).pixels_per_metre, ViewTransform().pixels_per_metre);
  }

  void visible_bounds_hold_all_corners() {
    const ViewTransform view{
        .centre = {0, 0}, .pixels_per_metre = 10, .rotation = std::numbers::pi / 4, .centre_px = {50, 50}};
    const Bounds b = view.visible({0, 0, 100, 100});
    // A square of 10 m turned by 45°: its diagonal is 14.14 m.
    QVERIFY(std::abs(b.max_x - std::sqrt(50.0)) < 1e-9);
    QVERIFY(std::abs(b.min_y + std::sqrt(50.0)) < 1e-9);
  }

  void between_takes_pixels_of_one_view_to_the_other() {
    const ViewTransform from{
        .centre = {664'430.2, 3'999'277.7}, .pixels_per_metre = 8, .rotation = 0.2, .centre_px = {900, 700}};
    const ViewTransform to{
        .centre = {664'425.0, 3'999'270.0}, .pixels_per_metre = 11, .rotation = -0.4, .centre_px = {400, 300}};
    for (const Point2 p : {Point2{664'430.2, 3'999'277.7}, Point2{664'400.0, 3'999'290.0}})
      QVERIFY(near(between(from, to).map(from.to_pixels(p)), to.to_pixels(p), 1e-4));
  }
};

QTEST_APPLESS_MAIN(ViewTransformTest)
#include "view_transform_test.moc"
