#include "ui/window/ledger_room.h"

#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include "core/base/error.h"
#include "tests/ui/support/driven_window.h"
#include "tests/ui/support/own_home.h"
#include "ui/charts/step_strip.h"
#include "ui/models/quantity_text.h"
#include "ui/panels/data_table.h"
#include "ui/panels/run_bar.h"

namespace stepscope::ui {

using test::kPatienceMs;

// The ledger in the whole window, on the small log that comes with the tests.
class LedgerRoomTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    window_ = std::make_unique<MainWindow>(test::quick_options());
    window_->show();
    panel_ = window_->parts().queries;
    dock_of(panel_)->raise();
    QTRY_VERIFY(panel_->isVisible());
    QVERIFY(test::open_mini(*window_));
  }

  void cleanup() { window_.reset(); }

  void the_baseline_asks_seven_statements_a_step() {
    run(EngineProfile::baseline());
    // One less in the last step: nothing is asked for the step after it.
    const auto steps = static_cast<double>(window_->workbench().view().size());
    const QString per_step = three_digits((7.0 * steps - 1.0) / steps);
    QTRY_VERIFY(panel_->summary().contains(per_step + " statements"));
    QVERIFY(panel_->summary().contains(per_step + " connections"));
    QVERIFY(panel_->statements().rowCount() >= 4);
    QVERIFY(panel_->selected() >= 0);
    QTRY_VERIFY(panel_->details().contains("As SQLite explains it"));
    QVERIFY(panel_->details().contains("Asked by"));
    const ProfiledRun& profile = window_->workbench().view().profile();
    QCOMPARE(panel_->bars().content().values.size(), profile.steps.size());
  }

  void a_range_and_a_step_have_ledgers_of_their_own() {
    run(EngineProfile::baseline());
    QTRY_VERIFY(panel_->statements().rowCount() > 0);
    Q_EMIT window_->parts().strip->rangeSelected(10, 19);
    QCOMPARE(panel_->scope(), QueryScope::kRange);
    QCOMPARE(panel_->statements().ledger().steps, std::size_t{10});
    QVERIFY(panel_->summary().contains("steps 10 to 19"));
    panel_->set_scope(QueryScope::kStep);
    window_->workbench().view().set_cursor(12);
    QTRY_VERIFY(panel_->summary().startsWith("step 12: 7 statements"));
    Q_EMIT window_->parts().strip->rangeCleared();
    panel_->set_scope(QueryScope::kRange);
    QCOMPARE(panel_->statements().rowCount(), 0);  // nothing is selected
    panel_->set_scope(QueryScope::kLoading);
    QVERIFY(panel_->statements().rowCount() > 0);
    QVERIFY(panel_->summary().contains("1 connections"));
  }

  void bars_move_the_time_cursor() {
    run(EngineProfile::baseline());
    QTRY_VERIFY(!panel_->bars().content().values.empty());
    StepBars& bars = panel_->bars();
    const int pixel = bars.width() / 2;
    QTest::mouseClick(&bars, Qt::LeftButton, {}, QPoint(pixel, bars.height() / 2));
    QCOMPARE(window_->workbench().view().cursor(), bars.step_at(pixel));
    QVERIFY(bars.step_at(pixel) > 0);
    const int before = window_->workbench().view().cursor();
    QTest::keyClick(&bars, Qt::Key_Right);
    QCOMPARE(window_->workbench().view().cursor(), before + 1);
  }

  void bars_are_of_the_chosen_count_and_statement() {
    run(EngineProfile::baseline());
    QTRY_VERIFY(!panel_->bars().content().values.empty());
    auto* quantity = panel_->findChild<QComboBox*>(QStringLiteral("quantity"));
    quantity->setCurrentIndex(static_cast<int>(QueryQuantity::kRows));
    const ProfiledRun& profile = window_->workbench().view().profile();
    const auto expected = statement_steps(profile.statement_log, profile.steps.size(), panel_->selected());
    QCOMPARE(panel_->bars().content().values[5], static_cast<double>(expected[5].rows));
    const QString csv = panel_->bars().exporter().csv();
    QVERIFY(csv.contains(QStringLiteral("\n5,%1\n").arg(expected[5].rows)));
  }

  void the_fast_profile_says_why_there_is_nothing() {
    run(EngineProfile{});
    QTRY_COMPARE(panel_->statements().rowCount(), 0);
    auto* table = panel_->findChild<DataTable*>();
    QTRY_VERIFY(table->empty_text().contains("0 statements in these steps"));
    QVERIFY(table->empty_text().contains("Loading the scenario took"));
  }

  void a_hidden_panel_costs_nothing() {
    dock_of(panel_)->hide();
    run(EngineProfile::baseline());
    QCOMPARE(panel_->statements().rowCount(), 0);
    dock_of(panel_)->show();
    dock_of(panel_)->raise();
    QTRY_VERIFY(panel_->statements().rowCount() > 0);
  }

 private:
  void run(const EngineProfile& profile) {
    Workbench& bench = window_->workbench();
    RunSetup setup = bench.setup();
    setup.profile = profile;
    bench.set_setup(setup);
    QSignalSpy completed(&bench.view(), &RunView::profileCompleted);
    bench.run();
    QVERIFY(completed.wait(kPatienceMs));
  }

  test::OwnHome home_;
  std::unique_ptr<MainWindow> window_;
  QueryPanel* panel_{nullptr};
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::LedgerRoomTest)
#include "ledger_room_test.moc"
