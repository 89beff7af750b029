#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "ui/bridge/dataset_loader.h"
#include "ui/models/runs_table_model.h"

class QAction;
class QLineEdit;
class QToolButton;

namespace stepscope::ui {

class DataTable;
class ElidedLabel;
class ProgressStrip;

// The runs that were kept, to be found, opened, named, compared in a report, deleted, carried elsewhere. Shows what it
// is told and changes nothing itself. GUI thread.
class RunsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit RunsPanel(QWidget* parent = nullptr);

  const RunsTableModel& runs() const { return *runs_; }

  void set_theme(const Theme& theme);
  // `bytes`: the store on the disk; `place`: its file.
  void show_runs(std::vector<RunSummary> runs, std::int64_t bytes, const QString& place);
  // Why there are none.
  void show_reason(const QString& reason);
  void show_progress(const LoadProgress& progress);
  void hide_progress();
  // Selects a run and scrolls to it.
  void mark(RunId run);

  // In the order of the table.
  std::vector<RunId> selected() const;
  QLineEdit& filter() { return *words_; }

 Q_SIGNALS:
  void openWished(stepscope::RunId run);
  // To go on from one of its steps.
  void forkWished(stepscope::RunId run);
  void deleteWished(const std::vector<stepscope::RunId>& runs);
  void labelWished(stepscope::RunId run, const QString& label);
  // One file for these runs.
  void exportWished(const std::vector<stepscope::RunId>& runs);
  void importWished();
  void reportWished(const std::vector<stepscope::RunId>& runs);
  void compareWished(const std::vector<stepscope::RunId>& runs);
  void cancelWished();
  void exportFailed(const QString& problem);

 private:
  QAction* add(const QString& text, const QString& shortcut, const QString& tip);
  QToolButton* button_for(QAction* action);
  QWidget* make_head();
  void make_actions();
  void wire();
  void open_current();
  void compare_with_parent();
  // Of the one selected run, if it is a fork of a run that is listed.
  std::optional<RunId> selected_parent() const;
  void show_counts();
  void enable_actions();

  RunsTableModel* runs_;
  RunsOrder* order_;
  DataTable* table_;
  QLineEdit* words_;
  ElidedLabel* counts_;
  ProgressStrip* progress_;
  QAction *open_, *fork_, *compare_, *compare_parent_, *report_, *rename_, *export_, *delete_, *import_;
  std::int64_t bytes_{0};
  QString place_;
  bool columns_fitted_{false};
};

}  // namespace stepscope::ui
