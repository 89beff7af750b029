#include "ui/models/stage_table_model.h"

#include <QAbstractItemModelTester>
#include <QtTest>

namespace stepscope::ui {

namespace {

constexpr double kUs = 1e3;

Distribution flat(double ns) { return {.count = 10, .mean = ns, .p50 = ns, .p95 = ns, .p99 = ns, .min = ns, .max = ns}; }

// Ten steps of 200 µs: planner 150 (own 150), recording 40, unaccounted 10.
RunStatistics run() {
  RunStatistics s;
  s.step = flat(200 * kUs);
  s.stages = {
      {.stage = Stage::kStep, .steps = 10, .self = flat(10 * kUs), .total = flat(200 * kUs), .share = 0.05},
      {.stage = Stage::kPlanner, .steps = 10, .self = flat(150 * kUs), .total = flat(150 * kUs), .share = 0.75},
      {.stage = Stage::kRecording, .steps = 5, .self = flat(40 * kUs), .total = flat(40 * kUs), .share = 0.20},
  };
  return s;
}

QStringList column_of(const QAbstractItemModel& model, int column) {
  QStringList texts;
  for (int row = 0; row < model.rowCount(); ++row) texts << model.index(row, column).data().toString();
  return texts;
}

}  // namespace

class StageTableModelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keeps_the_rules_of_a_model() {
    StageTableModel model;
    StageTableOrder order;
    order.setSourceModel(&model);
    const QAbstractItemModelTester model_tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester order_tester(&order, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(run());
    order.sort(StageTableModel::kMean, Qt::DescendingOrder);
    model.show(run());
    model.clear();
    QCOMPARE(order.rowCount(), 0);
  }

  void whole_steps_first_and_unaccounted_last() {
    StageTableModel model;
    model.show(run());
    QCOMPARE(column_of(model, StageTableModel::kStage), QStringList({"whole step", "planner", "recording", "unaccounted"}));
    QCOMPARE(column_of(model, StageTableModel::kMean), QStringList({"200", "150", "40.0", "10.0"}));
    QCOMPARE(column_of(model, StageTableModel::kSteps), QStringList({"10", "10", "5", "10"}));
    QCOMPARE(column_of(model, StageTableModel::kShare), QStringList({"100.0", "75.0", "20.0", "5.0"}));
  }

  void units_are_in_the_headers_only() {
    StageTableModel model;
    model.show(run());
    QCOMPARE(model.headerData(StageTableModel::kMean, Qt::Horizontal).toString(), QStringLiteral("mean µs"));
    QCOMPARE(model.headerData(StageTableModel::kShare, Qt::Horizontal).toString(), QStringLiteral("self share %"));
    RunStatistics slow = run();
    slow.step = flat(5e6);
    model.show(slow);
    QCOMPARE(model.headerData(StageTableModel::kMean, Qt::Horizontal).toString(), QStringLiteral("mean ms"));
    QCOMPARE(model.index(0, StageTableModel::kMean).data().toString(), QStringLiteral("5.00"));
  }

  void one_cold_step_does_not_change_the_unit() {
    RunStatistics s = run();
    s.step.max = 20e6;
    s.step.mean = 3e6;
    StageTableModel model;
    model.show(s);
    QCOMPARE(model.headerData(StageTableModel::kMax, Qt::Horizontal).toString(), QStringLiteral("max µs"));
    QCOMPARE(model.index(0, StageTableModel::kMax).data().toString(), QStringLiteral("20\u2009000"));
  }

  void sorts_by_number_with_whole_steps_on_top() {
    StageTableModel model;
    model.show(run());
    StageTableOrder order;
    order.setSourceModel(&model);
    order.sort(StageTableModel::kMean, Qt::AscendingOrder);   // as text "40.0" would follow "150"
    QCOMPARE(column_of(order, StageTableModel::kStage), QStringList({"whole step", "unaccounted", "recording", "planner"}));
    order.sort(StageTableModel::kMean, Qt::DescendingOrder);
    QCOMPARE(column_of(order, StageTableModel::kStage), QStringList({"whole step", "planner", "recording", "unaccounted"}));
  }

  void numbers_are_right_aligned() {
    StageTableModel model;
    model.show(run());
    const auto alignment = [&model](int column) {
      return model.index(1, column).data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    };
    QVERIFY(alignment(StageTableModel::kMean) & Qt::AlignRight);
    QVERIFY(alignment(StageTableModel::kStage) & Qt::AlignLeft);
  }

  void files_get_full_precision() {
    RunStatistics s = run();
    s.stages[1].total.mean = 123'456.789;
    StageTableModel model;
    model.show(s);
    QCOMPARE(model.index(1, StageTableModel::kMean).data().toString(), QStringLiteral("123"));
    QCOMPARE(model.index(1, StageTableModel::kMean).data(StageTableModel::kFileRole).toString(), QStringLiteral("123.456789"));
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::StageTableModelTest)
#include "stage_table_model_test.moc"
