#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <vector>

#include "core/analysis/query_ledger.h"
#include "core/sqlite/query_plan.h"
#include "ui/models/quantity_text.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// One statement of a run as the window shows it.
struct ShownStatement {
  StatementFigures figures;
  StatementText text;
  PlanVerdict verdict;
  std::vector<std::pair<QString, QuerySums>> sites;  // who asked
  QString title;                                     // statement_title() of its text
};

// The ledger of a range of steps, or of what is outside of them.
struct ShownLedger {
  std::vector<ShownStatement> statements;
  std::size_t steps{0};  // in the range; 0: outside of steps
};
ShownLedger shown_ledger(const StatementLog& log, const QueryLedger& ledger);
ShownLedger shown_outside(const StatementLog& log, const QueryLedger& ledger);

// What a statement is about, in one line that tells it from others where room is short: the tables of the selected
// columns, those of most columns first, and the columns; "lidar_pc: timestamp". Of what selects nothing its text.
QString statement_title(const QString& sql);
// SQL over several lines: a new one before each clause, subqueries indented. Only the spaces differ from the text.
QString formatted_sql(const QString& sql);
// What is known about a statement, for reading and copying: text, counts, call sites, plan in words and as SQLite gives
// it.
QString statement_details(const ShownStatement& statement, std::size_t steps);

// Statements of a run, one row each. Durations share one unit, named in the headers. GUI thread.
class QueryTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column {
    kText,
    kCallsPerStep,
    kRowsPerCall,
    kConnections,  // the third of the three counts: seen without scrolling
    kTotal,
    kShare,
    kCacheable,
    kPlan,
    kCalls,
    kRows,
    kMean,
    kP95,
    kMax,
    kInStep,
    kSaved,
    kColumnCount
  };
  // Value to sort by; full precision, for files.
  enum Role { kSortRole = Qt::UserRole + 1, kFileRole };

  explicit QueryTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  void show(ShownLedger ledger);
  void set_theme(const Theme& theme);
  const ShownLedger& ledger() const { return ledger_; }
  // Row of the statement with this number in the log; −1: none.
  int row_of(std::int32_t statement) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  double number(const ShownStatement& statement, int column) const;
  QString text(const ShownStatement& statement, int column) const;
  QString tool_tip(const ShownStatement& statement, int column) const;

  ShownLedger ledger_;
  DurationUnit total_unit_{DurationUnit::kMilliseconds}, call_unit_{DurationUnit::kMicroseconds};
  Theme theme_{Theme::light_theme()};
};

// Statements that contain every word of a text (in SQL or call site), sorted by number or text.
class QueryTableOrder : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit QueryTableOrder(QObject* parent = nullptr);
  void set_words(const QString& words);

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  QStringList words_;
};

}  // namespace stepscope::ui
