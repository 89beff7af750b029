// The scene on the small log of tests/data: what is seen before a run, and between one run and the next.
#include <QSignalSpy>
#include <QtTest>

#include "core/map/gpkg_reader.h"
#include "core/scenario/scenario.h"
#include "tests/support/files.h"
#include "ui/scene/scene_view.h"

using namespace stepscope;
using namespace stepscope::ui;

namespace {

ScenarioPtr mini_scenario() {
  static const RoadMapPtr map = RoadMap::build(read_map(test::mini_root() / "maps", "synthetic-mini").value()).value();
  const ScenarioId id{.db = test::mini_root() / "splits/synthetic/synthetic-mini-01.db",
                      .token = Token::from_hex("be562b0b1f1b03cf").value()};
  return Scenario::load(id, "unknown", {.duration_s = 8.0, .offset_s = 0.0, .subsample = 0.5}, map).value();
}

FramePtr frame_of(const ScenarioPtr& scenario, int step) {
  auto frame = std::make_shared<StepFrame>();
  const RecordedFrame& row = scenario->iteration(step);
  frame->step = step;
  frame->time = row.ego.time;
  frame->ego = row.ego;
  frame->objects = row.objects;
  frame->lights = row.lights;
  return frame;
}

bool centred(const SceneView& view, Point2 p) {
  const QPointF middle(view.width() / 2.0, view.height() / 2.0);
  return (view.view().to_pixels(p) - middle).manhattanLength() < 1e-6;
}

// The picture with only these layers.
QImage picture(SceneView& view, SceneLayers layers) {
  view.set_layers(layers);
  return view.render_image(view.size(), 1.0);
}

}  // namespace

class RecordedSceneTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    scenario_ = mini_scenario();
    view_ = std::make_unique<SceneView>();
    view_->resize(800, 500);
    view_->show();
    view_->show_scenario(scenario_);
  }
  void cleanup() { view_.reset(); }

  void before_a_run_the_first_moment_is_shown() {
    QCOMPARE(view_->camera(), Camera::kFollow);
    QVERIFY(centred(*view_, scenario_->iteration(0).ego.centre().position()));
    const QImage bare = picture(*view_, {});  // nothing but the ego
    for (const SceneLayer layer : {SceneLayer::kLanes, SceneLayer::kLaneConnectors, SceneLayer::kRoute,
                                   SceneLayer::kExpertPath, SceneLayer::kAgents, SceneLayer::kDrivableArea,
                                   SceneLayer::kLaneLines, SceneLayer::kBaselinePaths, SceneLayer::kLegend})
      QVERIFY2(picture(*view_, layer) != bare, qPrintable(scene_layer_text(layer)));
    QVERIFY(picture(*view_, SceneLayer::kPlan) == bare);  // nobody has planned yet
  }

  void frames_move_the_camera_and_the_past_path() {
    for (int step = 0; step <= 30; ++step) view_->show_frame(frame_of(scenario_, step));
    QVERIFY(centred(*view_, scenario_->iteration(30).ego.centre().position()));
    QVERIFY(picture(*view_, SceneLayer::kHistory) != picture(*view_, {}));
  }

  void showing_the_scenario_again_keeps_the_camera() {
    view_->zoom_in();
    const double scale = view_->view().pixels_per_metre;
    view_->show_frame(frame_of(scenario_, 20));
    view_->show_scenario(scenario_);
    QCOMPARE(view_->view().pixels_per_metre, scale);
    QVERIFY(centred(*view_, scenario_->iteration(0).ego.centre().position()));
    QVERIFY(picture(*view_, SceneLayer::kHistory) == picture(*view_, {}));
  }

  void clearing_leaves_nothing_behind() {
    view_->show_frame(frame_of(scenario_, 5));
    view_->show_scenario(nullptr);
    view_->set_empty_text({});
    SceneView fresh;
    fresh.set_empty_text({});
    QVERIFY(view_->render_image({300, 200}, 1.0) == fresh.render_image({300, 200}, 1.0));
    view_->repaint();
  }

  void both_themes_and_orientations_are_drawn() {
    view_->show_frame(frame_of(scenario_, 10));
    const QImage north = view_->render_image(view_->size(), 1.0);
    QSignalSpy turned(view_.get(), &SceneView::orientationChanged);
    view_->set_orientation(Orientation::kEgoUp);
    QCOMPARE(turned.count(), 1);
    const QImage ego_up = view_->render_image(view_->size(), 1.0);
    QVERIFY(north != ego_up);
    view_->set_theme(Theme::dark_theme());
    QVERIFY(view_->render_image(view_->size(), 1.0) != ego_up);
    QTRY_VERIFY(view_->map_image().is_exact_for(view_->view(), view_->size()));
  }

 private:
  ScenarioPtr scenario_;
  std::unique_ptr<SceneView> view_;
};

QTEST_MAIN(RecordedSceneTest)
#include "recorded_scene_test.moc"
