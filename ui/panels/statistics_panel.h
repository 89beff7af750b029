#pragma once

#include <QWidget>

#include "core/analysis/stage_statistics.h"

class QLabel;

namespace stepscope::ui {

class StageTable;
struct Theme;

// What the steps of a run, or of a range of it, cost: how they kept their budgets in a line, their stages in a table.
// GUI thread.
class StatisticsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit StatisticsPanel(QWidget* parent = nullptr);

  // `first_step`: where the steps begin.
  void show(const RunStatistics& statistics, int first_step);
  using QWidget::show;
  void set_theme(const Theme& theme);

  StageTable& table() { return *table_; }
  QString deadlines() const;

 Q_SIGNALS:
  void exportFailed(const QString& problem);

 private:
  QLabel* deadlines_;  // children of this widget
  StageTable* table_;
};

}  // namespace stepscope::ui
