#include "ui/window/explain_room.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

#include "core/analysis/slow_step.h"
#include "tests/ui/support/driven_window.h"
#include "tests/ui/support/own_home.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/rerun_page.h"
#include "ui/panels/slow_step_panel.h"
#include "ui/scene/scene_view.h"
#include "ui/window/actions.h"

namespace stepscope::ui {

using test::kPatienceMs;

// A run in the whole window, explained and made again.
class ExplainRoomTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    window_ = std::make_unique<MainWindow>(test::quick_options());
    window_->show();
    panel_ = window_->parts().slow_step;
    QVERIFY(panel_->headline_text().startsWith(QStringLiteral("No steps yet")));
    QVERIFY(test::open_mini(*window_));
    window_->workbench().run();
    QTRY_VERIFY_WITH_TIMEOUT(window_->workbench().phase() == Phase::kFinished, kPatienceMs);
  }

  void the_step_under_the_cursor_is_explained() {
    RunView& view = window_->workbench().view();
    view.set_cursor(3);
    QTRY_VERIFY_WITH_TIMEOUT(panel_->headline_text().startsWith(QStringLiteral("Step 3 took")), kPatienceMs);
    Q_EMIT panel_->slowestWished();
    const auto slowest = stepscope::slowest_step(view.timings());
    QCOMPARE(view.cursor(), static_cast<int>(*slowest));
    QVERIFY(panel_->headline_text().startsWith(QStringLiteral("Step %1 took").arg(*slowest)));
  }

  void steps_that_are_dragged_over_are_explained_together() {
    StepStrip* strip = window_->parts().strip;
    Q_EMIT strip->rangeSelected(4, 9);
    QVERIFY2(panel_->range_text().startsWith(QStringLiteral("Steps 4 to 9 take")), qPrintable(panel_->range_text()));
    Q_EMIT panel_->slowestWished();
    const int longest = window_->workbench().view().cursor();
    QVERIFY(longest >= 4 && longest <= 9);
    for (int k = 4; k <= 9; ++k) {
      const auto timings = window_->workbench().view().timings();
      QVERIFY(timings[static_cast<std::size_t>(k)].wall_ns <= timings[static_cast<std::size_t>(longest)].wall_ns);
    }
    Q_EMIT strip->rangeCleared();
    QCOMPARE(panel_->range_text(), QString());
  }

  void it_is_made_again() {
    RunView& view = window_->workbench().view();
    view.set_cursor(5);
    RerunPage& page = panel_->rerun();
    page.findChild<QSpinBox*>()->setValue(4);
    page.findChildren<QPushButton*>()[0]->click();
    QTRY_VERIFY_WITH_TIMEOUT(!page.verdict().isEmpty(), kPatienceMs);
    QVERIFY2(page.verdict().contains(QStringLiteral("step 5")), qPrintable(page.verdict()));
    QVERIFY2(!page.verdict().contains(QStringLiteral("void")), qPrintable(page.verdict()));
  }

  void costs_are_painted_when_the_layer_is_on() {
    SceneView& scene = *window_->parts().scene;
    QVERIFY(!scene.layers().testFlag(SceneLayer::kCost));
    QVERIFY(scene.costs().empty());
    Q_EMIT panel_->paintWished(true);
    QVERIFY(scene.layers().testFlag(SceneLayer::kCost));
    QVERIFY(window_->actions().cost_layer->isChecked());
    const auto steps = window_->workbench().view().timings();
    QCOMPARE(scene.costs().cost_ns.size(), steps.size());
    QCOMPARE(scene.costs().cost_ns[7], static_cast<double>(steps[7].wall_ns));
    Q_EMIT panel_->paintedStageChosen(Stage::kPlanner);
    QCOMPARE(scene.costs().title, QStringLiteral("planner"));
    QCOMPARE(scene.costs().cost_ns[7],
             static_cast<double>(steps[7].self_ns[static_cast<std::size_t>(Stage::kPlanner)]));
    Q_EMIT scene.costStepPicked(9);
    QCOMPARE(window_->workbench().view().cursor(), 9);
    Q_EMIT panel_->paintWished(false);
    QVERIFY(!scene.layers().testFlag(SceneLayer::kCost));
  }

  void a_new_run_forgets_the_old_one() {
    window_->workbench().run(StartMode::kPaused);
    QTRY_VERIFY_WITH_TIMEOUT(panel_->headline_text().startsWith(QStringLiteral("No steps yet")), kPatienceMs);
    QVERIFY(panel_->rerun().verdict().isEmpty());
    window_->workbench().stop();
  }

 private:
  test::OwnHome home_;
  std::unique_ptr<MainWindow> window_;
  SlowStepPanel* panel_{nullptr};
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::ExplainRoomTest)
#include "explain_room_test.moc"
