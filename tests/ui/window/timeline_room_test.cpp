#include <QAction>
#include <QSettings>
#include <QTest>

#include "tests/support/files.h"
#include "ui/bridge/text.h"
#include "ui/charts/step_strip.h"
#include "ui/charts/timeline_view.h"
#include "ui/panels/data_table.h"
#include "ui/panels/timeline_panel.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"

namespace stepscope::ui {

class TimelineRoomTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    // Nothing of the user's own settings, caches and data is read or written.
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, path_text(folder_.path() / "settings"));
    qputenv("XDG_CACHE_HOME", path_text(folder_.path() / "cache").toUtf8());
    qputenv("XDG_DATA_HOME", path_text(folder_.path() / "share").toUtf8());
    StartOptions options;
    options.speed = 0.0;
    options.width = 1280;
    options.height = 860;
    window_ = std::make_unique<MainWindow>(options);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    window_->open(test::mini_root());
    QTRY_VERIFY_WITH_TIMEOUT(window_->workbench().scenario() != nullptr, kPatienceMs);
    window_->actions().run->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(window_->workbench().phase(), Phase::kFinished, kPatienceMs);
  }
  void cleanupTestCase() { window_.reset(); }

  void waits_behind_other_panels_and_catches_up_in_front() {
    QCOMPARE(panel().data().steps(), 0);
    window_->bring_forward(&panel());
    QTRY_COMPARE(panel().data().steps(), view().size());
    const RunStatistics statistics = view().statistics();
    const SpanGroups groups = group_spans(*panel().data().tape(), {0, view().size() - 1}, SpanGrouping::kStage);
    QCOMPARE(groups.groups.size(), statistics.stages.size());
    for (const StageRow& stage : statistics.stages)
      for (const SpanGroup& group : groups.groups)
        if (group.stage == stage.stage)
          QCOMPARE(group.self_ns, std::llround(stage.self.mean * static_cast<double>(view().size())));
  }

  void follows_the_cursor_and_the_range_of_the_strip() {
    view().set_cursor(3);
    QTRY_COMPARE(panel().timeline().scene().scope, (StepRange{3, 3}));
    Q_EMIT window_->parts().strip->rangeSelected(2, 6);
    QTRY_COMPARE(panel().timeline().scene().scope, (StepRange{2, 6}));
    Q_EMIT window_->parts().strip->rangeCleared();
    QTRY_COMPARE(panel().timeline().scene().scope, (StepRange{3, 3}));
  }

  void moves_the_cursor_of_the_window() {
    panel().table().setCurrentIndex(panel().table().model()->index(0, 0));
    view().set_cursor(5);
    QTRY_COMPARE(panel().timeline().scene().scope, (StepRange{5, 5}));
    Q_EMIT panel().timeline().stepClicked(7);
    QCOMPARE(view().cursor(), 7);
    QCOMPARE(window_->parts().strip->cursor(), 7);
    QCOMPARE(panel().scope(), (StepRange{7, 7}));
  }

  void begins_anew_with_the_next_run() {
    window_->actions().run->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(window_->workbench().phase(), Phase::kFinished, kPatienceMs);
    QTRY_COMPARE(panel().data().steps(), view().size());
    QVERIFY(panel().data().tape() == view().profile().spans);
  }

 private:
  static constexpr int kPatienceMs = 30'000;
  TimelinePanel& panel() { return *window_->parts().timeline; }
  RunView& view() { return window_->workbench().view(); }

  test::TemporaryFolder folder_;
  std::unique_ptr<MainWindow> window_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::TimelineRoomTest)
#include "timeline_room_test.moc"
