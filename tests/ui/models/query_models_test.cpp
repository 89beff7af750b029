#include <QTest>

#include "ui/models/query_table_model.h"

namespace stepscope::ui {

namespace {

// Step 0: boxes (scans), frame twice with the same parameter; step 1: boxes.
StatementLog log() {
  StatementLog made{.texts = {{"SELECT x FROM box b WHERE b.frame = ?1", "SCAN b"},
                              {"SELECT time FROM frame WHERE token = ?1 AND n < 5 & 1", ""}},
                    .sites = {"step › propagation › observation", "step › input preparation › time"},
                    .executions = {}};
  made.executions = {
      {.step = 0,
       .statement = 0,
       .site = 0,
       .connections = 1,
       .ns = 2'000'000,
       .rows = 126,
       .scanned = 44'999,
       .connect_ns = 500'000},
      {.step = 0, .statement = 1, .site = 1, .connections = 1, .ns = 20'000, .rows = 1},
      {.step = 0, .statement = 1, .site = 1, .connections = 1, .ns = 10'000, .rows = 1, .repeat = true},
      {.step = 1, .statement = 0, .site = 0, .parameters = 7, .ns = 4'000'000, .rows = 128, .scanned = 44'999}};
  return made;
}

ShownLedger shown() {
  std::vector<StepTiming> steps(2);
  for (StepTiming& step : steps) step.wall_ns = 5'000'000;
  return shown_ledger(log(), query_ledger(log(), steps));
}

QString cell(const QueryTableModel& model, int row, int column, int role = Qt::DisplayRole) {
  return model.index(row, column).data(role).toString();
}

}  // namespace

// What the table of statements says.
class QueryModelsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void the_three_counts_stand_apart() {
    QueryTableModel model;
    model.show(shown());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(cell(model, 0, QueryTableModel::kCalls), QStringLiteral("2"));
    QCOMPARE(cell(model, 0, QueryTableModel::kRows), QStringLiteral("254"));
    QCOMPARE(cell(model, 0, QueryTableModel::kConnections), QStringLiteral("1"));
    QCOMPARE(cell(model, 0, QueryTableModel::kRowsPerCall), QStringLiteral("127"));
    QCOMPARE(model.headerData(QueryTableModel::kTotal, Qt::Horizontal).toString(), QStringLiteral("total ms"));
    QCOMPARE(cell(model, 0, QueryTableModel::kTotal), QStringLiteral("6.00"));
    QCOMPARE(cell(model, 0, QueryTableModel::kShare), QStringLiteral("65.0"));  // 6.5 ms of 10 ms
  }

  void what_a_cache_would_have_known_is_marked_in_words() {
    QueryTableModel model;
    model.show(shown());
    QCOMPARE(cell(model, 0, QueryTableModel::kCacheable), QStringLiteral("0"));
    QVERIFY(model.index(0, QueryTableModel::kCacheable).data(Qt::DecorationRole).isNull());
    QCOMPARE(cell(model, 1, QueryTableModel::kCacheable), QStringLiteral("1 (50.0\u00A0%)"));
    QVERIFY(!model.index(1, QueryTableModel::kCacheable).data(Qt::DecorationRole).isNull());
    QVERIFY(cell(model, 1, QueryTableModel::kCacheable, Qt::ToolTipRole).contains("would have saved 10.0"));
    QCOMPARE(cell(model, 1, QueryTableModel::kInStep), QStringLiteral("1"));
  }

  void plans_are_told_in_words() {
    QueryTableModel model;
    model.show(shown());
    QCOMPARE(cell(model, 0, QueryTableModel::kPlan), QStringLiteral("scans a table"));
    QVERIFY(cell(model, 0, QueryTableModel::kPlan, Qt::ToolTipRole).contains("the whole table box: about 45 000 rows"));
    QCOMPARE(cell(model, 1, QueryTableModel::kPlan), QStringLiteral("not known"));
    const QString details = statement_details(model.ledger().statements[0], 2);
    QVERIFY(details.startsWith("SELECT x\nFROM box b\nWHERE b.frame = ?1\n"));
    QVERIFY(details.contains("step › propagation › observation"));
    QVERIFY(details.contains("SCAN b"));
    QVERIFY(statement_details(model.ledger().statements[1], 2).contains("when the run has ended"));
  }

  void texts_are_never_markup() {
    QueryTableModel model;
    model.show(shown());
    const QString tip = cell(model, 1, QueryTableModel::kText, Qt::ToolTipRole);
    QVERIFY(tip.contains("n &lt; 5 &amp; 1"));
  }

  void words_filter_text_site_and_plan() {
    QueryTableModel model;
    QueryTableOrder order;
    order.setSourceModel(&model);
    model.show(shown());
    for (const auto& [words, rows] : {std::pair{"", 2},
                                      {"SELECT", 2},
                                      {"select box", 1},
                                      {"observation", 1},
                                      {"whole table", 1},
                                      {"box frame time", 0}}) {
      order.set_words(QString::fromLatin1(words));
      QCOMPARE(order.rowCount(), rows);
    }
  }

  void sorts_by_number() {
    QueryTableModel model;
    QueryTableOrder order;
    order.setSourceModel(&model);
    model.show(shown());
    order.sort(QueryTableModel::kRows, Qt::AscendingOrder);
    QCOMPARE(order.index(0, QueryTableModel::kRows).data().toString(), QStringLiteral("2"));
    order.sort(QueryTableModel::kRows, Qt::DescendingOrder);
    QCOMPARE(order.index(0, QueryTableModel::kRows).data().toString(), QStringLiteral("254"));
  }

  void rows_stay_while_the_run_goes_on() {
    QueryTableModel model;
    model.show(shown());
    const QPersistentModelIndex second = model.index(1, 0);
    model.show(shown());
    QVERIFY(second.isValid());
    model.show({});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.row_of(1), -1);
  }

  void a_title_names_the_tables_of_what_is_selected() {
    for (const auto& [sql, title] :
         {std::pair{"SELECT timestamp FROM lidar_pc WHERE token = ?1", "lidar_pc: timestamp"},
          {"SELECT tl.status FROM lidar_pc lp JOIN light tl ON tl.pc = lp.token WHERE lp.token = ?1", "light: status"},
          {"select c.name, b.x,  b.y from box b join category c on c.id = b.c", "box, category: name, x, y"},
          {"SELECT e.x FROM (SELECT t FROM lp WHERE t > 5) lp JOIN ego e ON e.t = lp.t", "ego: x"},
          {"SELECT a, b FROM one JOIN two ON one.k = two.k", "one, two: a, b"},
          {"SELECT 1", "SELECT 1"},
          {"PRAGMA  table_info(x)", "PRAGMA table_info(x)"}})
      QCOMPARE(statement_title(QString::fromLatin1(sql)), QString::fromLatin1(title));
  }

  void sql_is_broken_before_its_clauses() {
    QCOMPARE(formatted_sql(
                 QStringLiteral("SELECT a, ' FROM x'  FROM t WHERE a = 1 AND b IN (1, 2) ORDER BY a LIMIT ?4 + 1")),
             QStringLiteral("SELECT a, ' FROM x'\nFROM t\nWHERE a = 1\n  AND b IN (1, 2)\nORDER BY a\nLIMIT ?4 + 1"));
    const QString nested = QStringLiteral(
        "SELECT e.x FROM (SELECT t, ROW_NUMBER() OVER (ORDER BY t) AS n FROM lp WHERE t > 5) lp JOIN ego e ON e.t = "
        "lp.t");
    QCOMPARE(
        formatted_sql(nested),
        QStringLiteral("SELECT e.x\nFROM (SELECT t, ROW_NUMBER() OVER (ORDER BY t) AS n\n  FROM lp\n  WHERE t > 5) "
                       "lp\nJOIN ego e ON e.t = lp.t"));
    QCOMPARE(formatted_sql(nested).simplified(), nested);
    QCOMPARE(formatted_sql(QStringLiteral(")) odd ((")), QStringLiteral(")) odd (("));
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::QueryModelsTest)
#include "query_models_test.moc"
