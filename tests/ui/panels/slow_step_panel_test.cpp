#include "ui/panels/slow_step_panel.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QImage>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "made_up_slow_run.h"
#include "ui/charts/rerun_chart.h"
#include "ui/models/cell_table_model.h"
#include "ui/models/slow_step_tables.h"
#include "ui/panels/data_table.h"
#include "ui/panels/rerun_page.h"

namespace stepscope::ui {

// What the panel says of a made-up run, and what its clicks wish for.
class SlowStepPanelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    panel_ = std::make_unique<SlowStepPanel>();
    panel_->resize(900, 260);
    panel_->show();
    QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
    steps_ = test::made_up_slow_run();
    model_ = cost_model_of(steps_);
    panel_->show_model(model_, slow_for_their_complexity(steps_, model_));
    panel_->show_step(explain_step(steps_, model_, 40), model_);
  }

  void says_why() {
    QVERIFY2(panel_->headline_text().contains("it had more to do"), qPrintable(panel_->headline_text()));
    panel_->show_step(explain_step(steps_, model_, 70), model_);
    QVERIFY2(panel_->headline_text().contains("slow for what it had to do"), qPrintable(panel_->headline_text()));
    panel_->show_reason(QStringLiteral("nothing"));
    QCOMPARE(panel_->headline_text(), QStringLiteral("nothing"));
  }

  void a_range_has_a_page_until_it_is_dropped() {
    ProfiledRun run;
    run.steps = steps_;
    const StepRange steps{.first = 38, .last = 42};
    const auto range = explain_range(run, model_, steps);
    QVERIFY(range.has_value());
    auto* slowest = panel_->findChild<QPushButton*>(QStringLiteral("slowest"));
    QCOMPARE(slowest->text(), QStringLiteral("Slowest step"));
    QCOMPARE(panel_->range_text(), QString());
    panel_->show_range(*range, model_);
    QVERIFY2(panel_->range_text().startsWith(QStringLiteral("Steps 38 to 42 take")), qPrintable(panel_->range_text()));
    QCOMPARE(slowest->text(), QStringLiteral("Slowest of 38 to 42"));
    const TableContent table = range_table(*range);
    QCOMPARE(table.rows.size(), range->stages.size() + range->counters.size());
    QCOMPARE(*table.rows[0].cells[3].bar, 1.0);
    for (const auto& row : table.rows) QCOMPARE(row.cells.size(), static_cast<std::size_t>(table.headers.size()));
    panel_->show_range(*range, model_);  // again, as while one drags
    panel_->drop_range();
    QCOMPARE(panel_->range_text(), QString());
    QCOMPARE(slowest->text(), QStringLiteral("Slowest step"));
  }

  void differences_have_bars_to_their_side() {
    const TableContent table = difference_table(explain_step(steps_, model_, 40));
    QCOMPARE(table.rows.size(), std::size_t{4});  // planner, controller, agents, map objects
    QCOMPARE(table.rows[0].cells[0].text, QStringLiteral("planner"));
    QCOMPARE(*table.rows[0].cells[3].bar, 1.0);
    const auto& agents = table.rows[2].cells;
    QCOMPARE(agents[0].text, QStringLiteral("agents"));
    // Step 40: 60 + 280 mod 13 + 40 = 107; the median of 60 … 72 is 66.
    QCOMPARE(agents[1].text, QStringLiteral("107"));
    QCOMPARE(agents[2].text, QStringLiteral("66"));
    QCOMPARE(agents[3].text, QStringLiteral("+41"));
    QCOMPARE(*agents[3].bar, 1.0);
    for (const CellRow& row : table.rows) QCOMPARE(row.cells.size(), static_cast<std::size_t>(table.headers.size()));
  }

  void costs_are_sentences() {
    const TableContent table = cost_table(model_);
    QVERIFY(table.rows[0].cells.back().text.startsWith(QStringLiteral("whole step: ")));
    bool told = false;
    for (const CellRow& row : table.rows) told |= row.cells.back().text.contains(QStringLiteral("per agent"));
    QVERIFY(told);
  }

  void models_are_sound() {
    CellTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(cost_table(model_));
    model.show({});
    model.show(rerun_table(test::made_up_repetitions()));
    QCOMPARE(model.index(0, 1).data(CellTableModel::kFileRole).toDouble(),
             static_cast<double>(test::made_up_repetitions().recorded.wall_ns));
  }

  void a_click_on_a_slow_step_goes_there() {
    QSignalSpy steps(panel_.get(), &SlowStepPanel::stepWished);
    for (DataTable* table : panel_->findChildren<DataTable*>()) {
      if (table->accessibleName() != QStringLiteral("Steps slow for their complexity")) continue;
      QCOMPARE(table->model()->rowCount(), 1);
      Q_EMIT table->rowOpened(table->model()->index(0, 0));
    }
    QCOMPARE(steps.count(), 1);
    QCOMPARE(steps[0][0].toInt(), 70);
  }

  void painting_is_wished_for_and_shown_without_a_wish() {
    QSignalSpy paint(panel_.get(), &SlowStepPanel::paintWished);
    QSignalSpy stage(panel_.get(), &SlowStepPanel::paintedStageChosen);
    panel_->show_painted(true);
    QCOMPARE(paint.count(), 0);
    panel_->findChild<QCheckBox*>()->click();
    QCOMPARE(paint[0][0].toBool(), false);
    auto* stages = panel_->findChild<QComboBox*>();
    QCOMPARE(stages->count(), 3);  // whole step, planner, controller
    stages->setCurrentIndex(1);
    Q_EMIT stages->activated(1);
    QVERIFY(stage[0][0].value<std::optional<Stage>>() == Stage::kPlanner);
    Q_EMIT stages->activated(0);
    QVERIFY(!stage[1][0].value<std::optional<Stage>>().has_value());
  }

  void the_step_is_made_again_with_progress_and_cancel() {
    RerunPage& page = panel_->rerun();
    QSignalSpy wishes(&page, &RerunPage::wished), cancels(&page, &RerunPage::cancelWished);
    auto* start = page.findChildren<QPushButton*>()[0];
    auto* cancel = page.findChildren<QPushButton*>()[1];
    QVERIFY(!start->isEnabled());
    QVERIFY(!start->toolTip().isEmpty());
    page.offer(70);
    start->click();
    QCOMPARE(wishes[0][0].toInt(), 70);
    QCOMPARE(wishes[0][1].toInt(), 200);
    page.begin(70);
    QVERIFY(!cancel->isHidden());
    QVERIFY(start->isHidden());
    QTest::qWait(500);  // as long as no time left can be told
    page.show_progress(30, 100);
    const auto* bar = page.findChild<QProgressBar*>();
    QVERIFY2(bar->text().startsWith(QStringLiteral("step 70: 30 of 100 · about")), qPrintable(bar->text()));
    cancel->click();
    QCOMPARE(cancels.count(), 1);
    page.show_result(test::made_up_repetitions());
    QVERIFY(cancel->isHidden());
    QVERIFY2(page.verdict().startsWith(QStringLiteral("Slow moment")), qPrintable(page.verdict()));
    QVERIFY(!page.findChild<RerunChart*>()->empty());
  }

  void a_void_timing_shows_no_times() {
    RerunResult result = test::made_up_repetitions();
    result.different = "it plans something else";
    panel_->rerun().show_result(result);
    QVERIFY(panel_->rerun().verdict().contains(QStringLiteral("void")));
    QVERIFY(panel_->rerun().findChild<RerunChart*>()->empty());
  }

  void the_chart_draws_and_exports() {
    RerunChart chart;
    chart.resize(420, 200);
    for (const Theme& theme : {Theme::light_theme(), Theme::dark_theme()}) {
      chart.set_theme(theme);
      chart.show_reason(QStringLiteral("nothing yet"));
      const QImage empty = picture_of(chart.exporter(), 1.0);
      chart.show(test::made_up_repetitions());
      QVERIFY(picture_of(chart.exporter(), 1.0) != empty);
    }
    const QStringList lines = chart.exporter().csv().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 102);  // header, recorded, 50 and 50
    QCOMPARE(lines[0], QStringLiteral("kind,wall_ns"));
  }

  // The steps before took 80 µs when it was recorded and take 120 now: 1.5 times as long.
  void what_was_recorded_is_drawn_at_the_pace_of_now() {
    RerunResult result = test::made_up_repetitions();
    const auto recorded = static_cast<double>(result.recorded.wall_ns);
    RerunChart chart;
    chart.show(result);
    QCOMPARE(chart.recorded_line_ns(), recorded);
    QVERIFY(chart.accessibleDescription().contains(QStringLiteral("not known how fast")));
    result.usual_before_ns = 80e3;
    result.before_again_ns = {110e3, 120e3, 500e3};
    chart.show(result);
    QCOMPARE(chart.recorded_line_ns(), 1.5 * recorded);
    QVERIFY(chart.accessibleDescription().contains(QStringLiteral("1.50× as long now")));
    QVERIFY(chart.exporter().csv().contains(QStringLiteral("recorded_at_pace_now,%1").arg(1.5 * recorded, 0, 'f', 0)));
    const TableContent table = rerun_table(result);
    QCOMPARE(table.headers[1], QStringLiteral("recorded × 1.50"));
    QCOMPARE(table.rows[0].cells[1].raw.toDouble(), 1.5 * recorded);
    QVERIFY(table.rows[0].cells[1].tip.startsWith(QStringLiteral("recorded ")));
  }

 private:
  std::unique_ptr<SlowStepPanel> panel_;
  std::vector<StepTiming> steps_;
  CostModel model_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::SlowStepPanelTest)
#include "slow_step_panel_test.moc"
