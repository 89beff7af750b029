#pragma once

#include <QWidget>
#include <optional>

#include "core/analysis/slow_range.h"
#include "core/analysis/slow_step.h"
#include "core/rerun/rerun.h"
#include "ui/theme/theme.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace stepscope::ui {

class CellTableModel;
class DataTable;
class DifferenceBar;
class RerunPage;

// Why the step under the cursor took as long as it did: a sentence, its differences from the median step, what every
// stage costs by the counters, the steps that are slow for what they had to do, and the step made again. GUI thread.
class SlowStepPanel : public QWidget {
  Q_OBJECT

 public:
  explicit SlowStepPanel(QWidget* parent = nullptr);

  // Of the same run.
  void show_model(const CostModel& model, const std::vector<SlowForComplexity>& slow);
  void show_step(const SlowStep& slow, const CostModel& model);
  // Some steps beside the others, on a page of its own in front of all; until it is dropped, or there is a reason.
  void show_range(const SlowRange& range, const CostModel& model);
  void drop_range();
  // Why there is nothing to explain.
  void show_reason(const QString& reason);
  // Whether the scene shows costs, without asking for it.
  void show_painted(bool painted);
  RerunPage& rerun() { return *rerun_; }
  void set_theme(const Theme& theme);

  QString headline_text() const;
  QString range_text() const;  // empty: no range is shown

 Q_SIGNALS:
  // The time cursor is to go to the slowest step (of the range that is shown), or to this one.
  void slowestWished();
  void stepWished(int step);
  // The cost of a stage (none: of whole steps) is to be painted along the way driven, or not.
  void paintWished(bool painted);
  void paintedStageChosen(std::optional<stepscope::Stage> stage);
  void exportFailed(const QString& problem);

 private:
  enum Page { kReason, kContent };
  QWidget* make_content();
  QWidget* make_pair(QLabel* sentences, DataTable* table, QWidget* parent);
  DataTable* make_table(CellTableModel& model, const QString& file, const QString& name);
  void fill_stages(const CostModel& model);

  QStackedWidget* pages_;
  QLabel* reason_;
  QLabel* headline_;
  QLabel* findings_;
  QLabel* range_findings_;
  QWidget* range_page_{nullptr};
  QPushButton* slowest_;
  QCheckBox* paint_;
  QComboBox* painted_stage_;
  QTabWidget* tabs_;
  CellTableModel* differences_;
  CellTableModel* range_;
  CellTableModel* costs_;
  CellTableModel* slow_;
  DifferenceBar* bar_;
  DataTable* slow_table_{nullptr};
  std::vector<DataTable*> tables_;
  RerunPage* rerun_;
};

}  // namespace stepscope::ui
