#pragma once

#include <QTableView>

#include "core/analysis/stage_statistics.h"
#include "ui/models/stage_table_model.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// The stages of a run in numbers. Sortable; Ctrl+C copies the selected rows (all without a selection) with their
// headers, separated by tabs. GUI thread.
class StageTable : public QTableView {
  Q_OBJECT

 public:
  explicit StageTable(QWidget* parent = nullptr);

  void show(const RunStatistics& statistics);
  using QWidget::show;
  void set_theme(const Theme& theme);

  // Rows in the order shown, with full precision.
  QString csv() const;
  QString selected_as_tsv() const;

 Q_SIGNALS:
  // A row was chosen, by mouse or keyboard.
  void stageChosen(stepscope::TimeSource source);
  void exportFailed(const QString& problem);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QString rows_as_text(const QList<int>& rows, QChar separator, int role) const;
  void announce(const QModelIndex& current);
  void copy() const;
  void save_csv();

  StageTableModel model_;
  StageTableOrder order_;
  Theme theme_{Theme::light_theme()};
};

}  // namespace stepscope::ui
