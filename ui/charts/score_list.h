#pragma once

#include <QListView>

#include "ui/charts/chart_export.h"
#include "ui/charts/score_row_painter.h"

namespace stepscope::ui {

// The metrics of a run as bars. Arrow keys select; a click, Return or Space goes to what cost the score. GUI thread.
class ScoreList : public QListView {
  Q_OBJECT

 public:
  explicit ScoreList(QWidget* parent = nullptr);

  void show(const ScorecardPtr& card);
  using QWidget::show;
  void set_cursor(int step);
  void set_theme(const Theme& theme);

  const ScoreListModel& scores() const { return model_; }
  // The one that is selected; null: none.
  const Metric* selected() const;
  void select(std::string_view metric);
  ChartExport exporter();

 Q_SIGNALS:
  void metricSelected(const QString& metric);
  // It was clicked or Return was pressed on it.
  void metricActivated(const QString& metric);
  void exportFailed(const QString& problem);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

 private:
  ScoreListModel model_;
  ScoreRowPainter painter_;
};

}  // namespace stepscope::ui
