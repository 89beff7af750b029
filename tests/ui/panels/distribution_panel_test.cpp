#include "ui/panels/distribution_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/random_steps.h"
#include "ui/charts/histogram_chart.h"
#include "ui/charts/stage_table.h"
#include "ui/panels/data_table.h"
#include "ui/panels/statistics_panel.h"

namespace stepscope::ui {

// Histogram, list of steps and the choice of a stage, as one.
class DistributionPanelTest : public QObject {
  Q_OBJECT

 private:
  struct Run {
    explicit Run(std::size_t count) : steps(random_steps(count, 150e3)), statistics(statistics_of(steps, 0.1)) {
      for (std::size_t k = 0; k < count; ++k) times.push_back(SimTime{100'000 * static_cast<std::int64_t>(k)});
    }
    std::vector<StepTiming> steps;
    std::vector<SimTime> times;
    RunStatistics statistics;
  };
  static void present(DistributionPanel& panel, const Run& run, int first = 0) {
    panel.resize(900, 240);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    panel.show({.steps = run.steps, .times = run.times, .first_step = first, .begin = SimTime{0}}, run.statistics);
    QCoreApplication::processEvents();
  }

 private Q_SLOTS:
  void lists_the_steps_of_the_picked_range_and_a_click_goes_there() {
    const Run run(300);
    DistributionPanel panel;
    present(panel, run, 40);  // a range of a run that begins with step 40
    QSignalSpy picked(&panel, &DistributionPanel::stepsPicked);
    QSignalSpy wished(&panel, &DistributionPanel::stepWished);
    QTest::keyClick(&panel.chart(), Qt::Key_Right);  // the slowest bin: the cold first step is in it
    QCOMPARE(picked.count(), 1);
    const auto steps = picked.first().first().value<std::vector<int>>();
    QVERIFY(!steps.empty());
    QCOMPARE(steps.front(), 40);
    DataTable& list = panel.list();
    QCOMPARE(list.model()->rowCount(), static_cast<int>(steps.size()));
    QCOMPARE(list.model()->index(0, 0).data().toString(), QStringLiteral("40"));
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(list.model()->index(0, 0)).center());
    QCOMPARE(wished.count(), 1);
    QCOMPARE(wished.first().first().toInt(), 40);
    QVERIFY(list.csv().startsWith(QStringLiteral("step,t s,time ")));

    panel.show_reason(QStringLiteral("another run"));
    QCOMPARE(picked.last().first().value<std::vector<int>>().size(), std::size_t{0});
    QCOMPARE(list.model()->rowCount(), 0);
  }

  void longest_first_until_a_header_is_clicked() {
    const Run run(300);
    DistributionPanel panel;
    present(panel, run);
    QTest::keyClick(&panel.chart(), Qt::Key_Right);
    for (int i = 0; i < 200; ++i) QTest::keyClick(&panel.chart(), Qt::Key_Left);
    for (int i = 0; i < 200; ++i) QTest::keyClick(&panel.chart(), Qt::Key_Right, Qt::ShiftModifier);
    QAbstractItemModel* model = panel.list().model();
    QCOMPARE(model->rowCount(), 300);
    const int file = Qt::UserRole + 1;
    for (int row = 1; row < model->rowCount(); ++row)
      QVERIFY(model->index(row - 1, 2).data(file).toDouble() >= model->index(row, 2).data(file).toDouble());
    panel.list().sortByColumn(0, Qt::AscendingOrder);
    for (int row = 0; row < model->rowCount(); ++row) QCOMPARE(model->index(row, 0).data(file).toInt(), row);
  }

  void a_stage_is_chosen_here_or_in_the_table() {
    const Run run(100);
    DistributionPanel panel;
    present(panel, run);
    QCOMPARE(panel.source(), TimeSource{});
    QSignalSpy changed(&panel, &DistributionPanel::sourceChanged);
    panel.choose({Stage::kPlanner, TimeKind::kSelf});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(panel.source(), (TimeSource{Stage::kPlanner, TimeKind::kSelf}));
    panel.choose({Stage::kMapIo, TimeKind::kTotal});  // did not run
    QCOMPARE(changed.count(), 1);
    panel.choose_stage({Stage::kFeatures, TimeKind::kTotal});  // self stays, as chosen
    QCOMPARE(panel.source(), (TimeSource{Stage::kFeatures, TimeKind::kSelf}));
    present(panel, run);
    QCOMPARE(panel.chart().content().values_ns, times_of(run.steps, {Stage::kFeatures, TimeKind::kSelf}));
    QVERIFY(panel.chart().caption().startsWith(QStringLiteral("features, self")));
    QVERIFY(!panel.chart().content().budgets.has_value());  // a budget is of whole steps
  }

  void the_table_says_which_row_was_chosen_and_keeps_it_while_the_run_grows() {
    StatisticsPanel panel;
    panel.resize(800, 300);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const Run run(100);
    panel.show(run.statistics, 0);
    QSignalSpy chosen(&panel.table(), &StageTable::stageChosen);
    QAbstractItemModel* model = panel.table().model();
    panel.table().setCurrentIndex(model->index(model->rowCount() - 1, 0));
    QCOMPARE(chosen.last().first().value<TimeSource>(), (TimeSource{Stage::kStep, TimeKind::kSelf}));
    panel.table().setCurrentIndex(model->index(1, 0));
    QCOMPARE(chosen.last().first().value<TimeSource>().stage, run.statistics.stages[1].stage);
    panel.show(Run(120).statistics, 0);
    QCOMPARE(panel.table().currentIndex().row(), 1);
    QCOMPARE(chosen.count(), 2);
  }

  void deadlines_are_told_above_the_table() {
    std::vector<StepTiming> steps(10);
    for (StepTiming& step : steps) step.wall_ns = 60'000'000;
    steps[4].wall_ns = steps[5].wall_ns = 120'000'000;
    StatisticsPanel panel;
    const std::int64_t budgets[] = {100'000'000, 1'000'000'000};
    panel.show(statistics_of(steps, 0.1, budgets), 0);
    const QString text = panel.deadlines();
    for (const char* part : {"over 100 ms: 2 of 10, longest streak 2 from step 4", "over 1 s: none of 10",
                             "is over 100 ms by 20.0", "1.39 × real time", "cold first step 60.0"})
      QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(text));
    // Of a range: steps are counted from its first, and no step of it is cold.
    panel.show(statistics_of(std::span(steps).subspan(3), 0.1, budgets), 3);
    QVERIFY2(panel.deadlines().contains(QStringLiteral("from step 4")), qPrintable(panel.deadlines()));
    QVERIFY(!panel.deadlines().contains(QStringLiteral("cold")));
    const std::int64_t wide[] = {158'000'000};
    panel.show(statistics_of(steps, 0.1, wide), 0);
    QVERIFY2(panel.deadlines().contains(QStringLiteral("meets 158 ms with 38.0")), qPrintable(panel.deadlines()));
    panel.show({}, 0);
    QCOMPARE(panel.deadlines(), QString());
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::DistributionPanelTest)
#include "distribution_panel_test.moc"
