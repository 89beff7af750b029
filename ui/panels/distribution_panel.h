#pragma once

#include <QWidget>
#include <span>
#include <vector>

#include "core/analysis/histogram.h"
#include "core/analysis/stage_statistics.h"
#include "core/analysis/timing_columns.h"
#include "core/base/sim_time.h"
#include "ui/models/step_budgets.h"

class QComboBox;
class QLabel;
class QToolButton;

namespace stepscope::ui {

class DataTable;
class HistogramChart;
class StepListModel;
struct Theme;

// The steps that a distribution is of; valid during the call.
struct DistributionInput {
  std::span<const StepTiming> steps;
  std::span<const SimTime> times;  // as many
  int first_step{0};               // number of the first of them
  SimTime begin;                   // of the run
  StepBudgets budgets;
};

// How the time of a step, or of one of its stages, is distributed: a histogram, and beside it the steps whose time lies
// in the range picked there. GUI thread.
class DistributionPanel : public QWidget {
  Q_OBJECT

 public:
  explicit DistributionPanel(QWidget* parent = nullptr);

  // Steps so far; the source and the picked range stay. `statistics`: of the same steps.
  void show(const DistributionInput& input, const RunStatistics& statistics);
  using QWidget::show;
  // Another run begins, or none: drops the range and says why there is nothing.
  void show_reason(const QString& reason);
  void set_theme(const Theme& theme);

  TimeSource source() const;
  // A stage that did not run is left as it is. Emits sourceChanged() if it is another one.
  void choose(TimeSource source);
  // The same, total or self as chosen here.
  void choose_stage(TimeSource source);
  BinScale scale() const;
  void set_scale(BinScale scale);

  HistogramChart& chart() { return *chart_; }
  DataTable& list() { return *list_; }

 Q_SIGNALS:
  // Another stage, or time of it: to be shown anew.
  void sourceChanged();
  void scaleChanged(stepscope::BinScale scale);
  // Steps in the picked range, ascending; none without a range.
  void stepsPicked(const std::vector<int>& steps);
  void stepWished(int step);
  void exportFailed(const QString& problem);

 private:
  struct Row {
    int step;
    double time_s;
  };
  void fill_stages(const RunStatistics& statistics);
  void list_steps();
  void show_scale();

  std::vector<Row> rows_;     // one per value of the histogram
  QComboBox *stage_, *kind_;  // children of this widget
  QToolButton *linear_, *logarithmic_;
  QLabel* picked_;
  HistogramChart* chart_;
  DataTable* list_;
  StepListModel* model_;
};

}  // namespace stepscope::ui
