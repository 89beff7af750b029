#pragma once

#include <QWidget>

#include "ui/charts/step_bars.h"
#include "ui/models/query_table_model.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace stepscope::ui {

class DataTable;
class ElidedLabel;

// Which executions are shown.
enum class QueryScope { kRun, kRange, kStep, kOutside, kLoading };
// What the bars show of every step.
enum class QueryQuantity { kStatements, kRows, kConnections, kTime };

// The statements of a run: a row each, with text, call sites and plan of the chosen one below them, and bars per step.
// Shows what it is told. GUI thread.
class QueryPanel : public QWidget {
  Q_OBJECT

 public:
  explicit QueryPanel(QWidget* parent = nullptr);

  // `summary`: the three counts in words. `reason`: why there is nothing, if so.
  void show_ledger(ShownLedger ledger, const QString& summary, const QString& reason);
  // Of all steps. `whose`: "all statements"; without steps the bars say `reason`.
  void show_steps(const std::vector<QuerySums>& steps, const QString& whose, const QString& reason);
  void set_cursor(int step);
  void set_range(int first, int last);  // last < first: none
  void set_theme(const Theme& theme);

  QueryScope scope() const;
  void set_scope(QueryScope scope);
  QueryQuantity quantity() const;
  // Number in the log; −1: none.
  std::int32_t selected() const { return selected_; }

  const QueryTableModel& statements() const { return *model_; }
  StepBars& bars() { return *bars_; }
  QString details() const;
  const QString& summary() const { return summary_text_; }

 Q_SIGNALS:
  void scopeChanged();
  // Another statement is selected (−1: none), or other bars are wished.
  void barsWished();
  void stepWished(int step);
  void exportFailed(const QString& problem);

 private:
  QWidget* make_head();
  QWidget* make_side();
  void make_table();
  void take_selection();
  void show_details();

  QueryTableModel* model_;
  QueryTableOrder* order_;
  DataTable* table_;
  QComboBox* scope_;
  QComboBox* quantity_;
  QLineEdit* words_;
  ElidedLabel* summary_;
  QString summary_text_;
  QPlainTextEdit* details_;
  StepBars* bars_;
  std::int32_t selected_{-1};
  bool showing_{false};  // the model is being filled: what is selected stays
};

}  // namespace stepscope::ui
