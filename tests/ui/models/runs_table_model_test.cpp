#include "ui/models/runs_table_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace stepscope::ui {

namespace {

RunSummary made_up(RunId id, const char* planner, const char* status, int steps) {
  RunSummary run;
  run.id = id;
  run.created_ms = 1'700'000'000'000 + id * 60'000;
  run.planner = planner;
  run.challenge = "closed-loop-nonreactive-agents";
  run.scenario_type = "near_multiple_vehicles";
  run.log = "log-" + std::to_string(id);
  run.profile = "fast";
  run.status = status;
  run.steps = steps;
  run.bytes = 123'400 * id;
  if (steps > 0) {
    run.mean_step_ms = 0.5 * static_cast<double>(id);
    run.p95_step_ms = 2.0;
    run.final_score = 0.25 * static_cast<double>(id);
  }
  return run;
}

QString cell(const QAbstractItemModel& model, int row, int column) {
  return model.index(row, column).data().toString();
}

}  // namespace

class RunsTableModelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void says_what_a_run_was_and_how_it_ended() {
    RunsTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    RunSummary failed = made_up(3, "idm", "failed", 4);
    failed.message = "step 4: no route";
    RunSummary interrupted = made_up(4, "idm", "interrupted", 88);
    interrupted.message = "interrupted after step 87";
    model.show({interrupted, failed, made_up(2, "simple", "stopped", 1), made_up(1, "simple", "reached_end", 149)});
    QCOMPARE(cell(model, 3, RunsTableModel::kStatus), QString("149 steps"));
    QCOMPARE(cell(model, 2, RunsTableModel::kStatus), QString("stopped after 1 step"));
    QCOMPARE(cell(model, 1, RunsTableModel::kStatus), QString("failed: step 4: no route"));
    QCOMPARE(cell(model, 0, RunsTableModel::kStatus), QString("interrupted after step 87"));
    QCOMPARE(cell(model, 3, RunsTableModel::kType), QString("near multiple vehicles"));
    QCOMPARE(cell(model, 3, RunsTableModel::kMeanMs), QString("0.500"));
    QCOMPARE(cell(model, 3, RunsTableModel::kSize), QString("123"));
    QCOMPARE(model.index(3, RunsTableModel::kSize).data(RunsTableModel::kFileRole).toString(), QString("123400"));
    QVERIFY(model.index(0, RunsTableModel::kStatus).data(Qt::ForegroundRole).isValid());
    QVERIFY(!model.index(3, RunsTableModel::kStatus).data(Qt::ForegroundRole).isValid());
  }

  void forks_are_a_tree_below_their_run() {
    // 1 ── 3 (step 40) ── 4 (step 50)
    //  └── 5 (step 10)      2 is by itself; 6's run is not here
    RunsTableModel model;
    RunSummary three = made_up(3, "idm", "reached_end", 149), four = made_up(4, "pdm-closed", "reached_end", 149);
    RunSummary five = made_up(5, "idm", "reached_end", 149), six = made_up(6, "idm", "reached_end", 149);
    three.fork = ForkSummary{.parent = 1, .parent_uuid = "a", .step = 40, .changes = "planner: simple → idm"};
    four.fork = ForkSummary{.parent = 3, .parent_uuid = "b", .step = 50, .changes = ""};
    five.fork = ForkSummary{.parent = 1, .parent_uuid = "a", .step = 10, .changes = ""};
    six.fork = ForkSummary{.parent = std::nullopt, .parent_uuid = "gone", .step = 7, .changes = ""};
    model.show({six, five, four, three, made_up(2, "simple", "reached_end", 149),
                made_up(1, "simple", "reached_end", 149)});
    QCOMPARE(cell(model, 3, RunsTableModel::kFork), QString("└ step 40 of simple"));
    QCOMPARE(cell(model, 2, RunsTableModel::kFork), QString("   └ step 50 of idm"));
    QCOMPARE(cell(model, 0, RunsTableModel::kFork), QString("└ step 7 of a run not here"));
    QCOMPARE(cell(model, 4, RunsTableModel::kFork), QString());
    QVERIFY(model.index(3, RunsTableModel::kFork).data(Qt::ToolTipRole).toString().contains("planner: simple → idm"));

    RunsOrder order;
    order.setSourceModel(&model);
    order.sort(RunsTableModel::kFork);
    std::vector<RunId> ids;
    for (int row = 0; row < order.rowCount(); ++row)
      ids.push_back(model.run_at(order.mapToSource(order.index(row, 0)).row()).id);
    QCOMPARE(ids, (std::vector<RunId>{1, 5, 3, 4, 2, 6}));
  }

  void a_new_list_keeps_the_rows_that_stay() {
    RunsTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show({made_up(3, "a", "reached_end", 9), made_up(2, "b", "reached_end", 9), made_up(1, "c", "stopped", 9)});
    const QPersistentModelIndex kept = model.index(2, 0);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.show({made_up(5, "e", "running", 0), made_up(3, "a", "reached_end", 9), made_up(1, "c", "stopped", 9)});
    QCOMPARE(reset.count(), 0);
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.row(), 2);
    QCOMPARE(model.row_of(1), 2);
    QCOMPARE(model.row_of(2), -1);
    model.show({made_up(1, "c", "stopped", 9), made_up(5, "e", "running", 3)});  // of another order
    QCOMPARE(model.run_at(1).id, RunId{5});
    model.show({});
    QCOMPARE(model.rowCount(), 0);
  }

  void words_are_found_in_any_column() {
    RunsTableModel model;
    RunsOrder order;
    order.setSourceModel(&model);
    RunSummary named = made_up(2, "idm", "reached_end", 9);
    named.label = "before the fix";
    model.show({named, made_up(1, "simple", "reached_end", 9)});
    order.set_words("Simple closed");
    QCOMPARE(order.rowCount(), 1);
    QCOMPARE(cell(order, 0, RunsTableModel::kPlanner), QString("simple"));
    order.set_words("fix");
    QCOMPARE(order.rowCount(), 1);
    QCOMPARE(cell(order, 0, RunsTableModel::kPlanner), QString("idm"));
    order.set_words("fix simple");
    QCOMPARE(order.rowCount(), 0);
  }

  void numbers_are_sorted_as_numbers_and_what_is_missing_comes_last() {
    RunsTableModel model;
    RunsOrder order;
    order.setSourceModel(&model);
    model.show({made_up(20, "a", "reached_end", 9), made_up(3, "b", "running", 0), made_up(2, "c", "reached_end", 9)});
    order.sort(RunsTableModel::kMeanMs, Qt::AscendingOrder);
    QCOMPARE(cell(order, 0, RunsTableModel::kPlanner), QString("c"));
    QCOMPARE(cell(order, 2, RunsTableModel::kPlanner), QString("b"));
    order.sort(RunsTableModel::kMeanMs, Qt::DescendingOrder);
    QCOMPARE(cell(order, 0, RunsTableModel::kPlanner), QString("a"));
    QCOMPARE(cell(order, 2, RunsTableModel::kPlanner), QString("b"));
    order.sort(RunsTableModel::kWhen, Qt::DescendingOrder);
    QCOMPARE(cell(order, 0, RunsTableModel::kPlanner), QString("a"));
  }

  void only_names_are_edited() {
    RunsTableModel model;
    model.show({made_up(7, "idm", "reached_end", 9)});
    QSignalSpy edited(&model, &RunsTableModel::labelEdited);
    QVERIFY(model.setData(model.index(0, RunsTableModel::kLabel), "  good one "));
    QCOMPARE(edited.count(), 1);
    QCOMPARE(edited.first().at(1).toString(), QString("good one"));
    QVERIFY(model.setData(model.index(0, RunsTableModel::kLabel), ""));  // as it was
    QCOMPARE(edited.count(), 1);
    QVERIFY(!model.setData(model.index(0, RunsTableModel::kPlanner), "simple"));
    QVERIFY(!(model.index(0, RunsTableModel::kPlanner).flags() & Qt::ItemIsEditable));
  }

  void sizes_are_written_with_their_unit() {
    QCOMPARE(size_text(0), QString("0 kB"));
    QCOMPARE(size_text(123'400), QString("123 kB"));
    QCOMPARE(size_text(14'200'000), QString("14.2 MB"));
    QCOMPARE(size_text(2'340'000'000), QString("2.34 GB"));
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::RunsTableModelTest)
#include "runs_table_model_test.moc"
