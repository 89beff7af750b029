#include <QTest>

#include "tests/ui/support/driven_window.h"
#include "tests/ui/support/own_home.h"
#include "ui/charts/step_strip.h"
#include "ui/charts/timeline_view.h"
#include "ui/panels/data_table.h"
#include "ui/panels/timeline_panel.h"
#include "ui/window/actions.h"

namespace stepscope::ui {

class TimelineRoomTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    window_ = std::make_unique<MainWindow>(test::quick_options());
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    QVERIFY(test::open_mini(*window_));
    QVERIFY(test::run_to_end(*window_));
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
    QVERIFY(test::run_to_end(*window_));
    QTRY_COMPARE(panel().data().steps(), view().size());
    QVERIFY(panel().data().tape() == view().profile().spans);
  }

 private:
  TimelinePanel& panel() { return *window_->parts().timeline; }
  RunView& view() { return window_->workbench().view(); }

  test::OwnHome home_;
  std::unique_ptr<MainWindow> window_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::TimelineRoomTest)
#include "timeline_room_test.moc"
