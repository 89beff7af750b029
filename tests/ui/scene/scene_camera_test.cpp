#include "ui/scene/scene_camera.h"

#include <QtTest>
#include <numbers>

using namespace stepscope;
using namespace stepscope::ui;

namespace {
bool near(QPointF a, QPointF b) { return (a - b).manhattanLength() <= 1e-6; }

SceneCamera camera_on(const Pose2& ego) {
  SceneCamera camera;
  camera.resize({900, 600});
  camera.show_ego(ego);
  return camera;
}
}  // namespace

class SceneCameraTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void first_ego_is_fitted_and_followed() {
    SceneCamera camera = camera_on({500, 700, 0.3});
    QCOMPARE(camera.mode(), Camera::kFollow);
    QVERIFY(near(camera.view().to_pixels({500, 700}), QPointF(450, 300)));
    QCOMPARE(camera.view().pixels_per_metre, 600.0 / SceneCamera::kDefaultVisibleM);
    camera.show_ego({510, 705, 0.3});
    QVERIFY(near(camera.view().to_pixels({510, 705}), QPointF(450, 300)));
  }

  void panning_lets_go_of_the_ego() {
    SceneCamera camera = camera_on({0, 0, 0});
    camera.pan({50, 0});
    QCOMPARE(camera.mode(), Camera::kFree);
    const ViewTransform before = camera.view();
    camera.show_ego({20, 0, 0});
    QCOMPARE(camera.view(), before);
    camera.set_mode(Camera::kFollow);
    QVERIFY(near(camera.view().to_pixels({20, 0}), QPointF(450, 300)));
  }

  void zooming_while_following_keeps_following() {
    SceneCamera camera = camera_on({5, 5, 0});
    camera.zoom(2.0, {10, 10});
    QCOMPARE(camera.mode(), Camera::kFollow);
    QVERIFY(near(camera.view().to_pixels({5, 5}), QPointF(450, 300)));
    const double scale = camera.view().pixels_per_metre;
    camera.show_ego({6, 5, 0});
    QCOMPARE(camera.view().pixels_per_metre, scale);
  }

  void zooming_free_goes_to_the_cursor() {
    SceneCamera camera = camera_on({5, 5, 0});
    camera.set_mode(Camera::kFree);
    const Point2 under = camera.view().to_map({10, 10});
    camera.zoom(2.0, {10, 10});
    QVERIFY(near(camera.view().to_pixels(under), QPointF(10, 10)));
  }

  void ego_up_shows_the_heading_upwards_with_room_ahead() {
    SceneCamera camera = camera_on({0, 0, 0.4});
    camera.set_orientation(Orientation::kEgoUp);
    QVERIFY(near(camera.view().direction(0.4), QPointF(0, -1)));
    QVERIFY(camera.view().to_pixels({0, 0}).y() > 300.0);
    camera.show_ego({0, 0, -2.0});
    QVERIFY(near(camera.view().direction(-2.0), QPointF(0, -1)));
    camera.set_orientation(Orientation::kNorthUp);
    QCOMPARE(camera.view().rotation, 0.0);
  }

  void ego_up_does_not_turn_a_free_camera_along() {
    SceneCamera camera = camera_on({0, 0, 0.4});
    camera.set_orientation(Orientation::kEgoUp);
    camera.pan({5, 5});
    const double rotation = camera.view().rotation;
    camera.show_ego({0, 0, 1.4});
    QCOMPARE(camera.view().rotation, rotation);
  }

  void reset_restores_scale_and_following() {
    SceneCamera camera = camera_on({3, 4, 0});
    camera.zoom(5.0, {0, 0});
    camera.pan({100, 100});
    camera.reset();
    QCOMPARE(camera.mode(), Camera::kFollow);
    QCOMPARE(camera.view().pixels_per_metre, 600.0 / SceneCamera::kDefaultVisibleM);
    QVERIFY(near(camera.view().to_pixels({3, 4}), QPointF(450, 300)));
  }

  void resizing_keeps_the_middle() {
    SceneCamera camera = camera_on({0, 0, 0});
    camera.pan({120, -80});
    const Point2 middle = camera.view().to_map({450, 300});
    camera.resize({400, 1000});
    QVERIFY(near(camera.view().to_pixels(middle), QPointF(200, 500)));
  }

  void what_was_fitted_is_fitted_again_after_resizing() {
    SceneCamera camera = camera_on({0, 0, 0});
    camera.resize({900, 300});
    QCOMPARE(camera.view().pixels_per_metre, 300.0 / SceneCamera::kDefaultVisibleM);
    camera.zoom(1.5, {0, 0});
    const double chosen = camera.view().pixels_per_metre;
    camera.resize({900, 600});
    QCOMPARE(camera.view().pixels_per_metre, chosen);
  }

  void show_all_fits_the_map() {
    SceneCamera camera;
    camera.resize({900, 600});
    camera.show_all({1000, 1000, 1100, 1020});
    QCOMPARE(camera.mode(), Camera::kFree);
    for (const Point2 p : {Point2{1000, 1000}, Point2{1100, 1020}})
      QVERIFY(QRectF(0, 0, 900, 600).contains(camera.view().to_pixels(p)));
    camera.resize({200, 100});
    for (const Point2 p : {Point2{1000, 1000}, Point2{1100, 1020}})
      QVERIFY(QRectF(0, 0, 200, 100).contains(camera.view().to_pixels(p)));
  }

  void look_at_centres_a_place() {
    SceneCamera camera = camera_on({0, 0, 0});
    camera.look_at({77, 88}, 30.0);
    QVERIFY(near(camera.view().to_pixels({77, 88}), QPointF(450, 300)));
    QCOMPARE(camera.view().pixels_per_metre, 20.0);
  }
};

QTEST_APPLESS_MAIN(SceneCameraTest)
#include "scene_camera_test.moc"
