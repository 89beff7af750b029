#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include "ui/bridge/batch_session.h"
#include "ui/models/batch_choice.h"
#include "ui/models/batch_scores_model.h"
#include "ui/models/batch_table_model.h"

class QLineEdit;
class QProgressBar;
class QPushButton;
class QTabWidget;

namespace stepscope::ui {

class BatchSetup;
class DataTable;
class ElidedLabel;

// Many scenarios × planners × challenges: what is to be run, how far it is, every run with its score, the mean scores.
// Shows what it is told and starts nothing. GUI thread.
class BatchPanel : public QWidget {
  Q_OBJECT

 public:
  explicit BatchPanel(QWidget* parent = nullptr);

  BatchSetup& setup() { return *setup_; }
  const BatchTableModel& runs() const { return *runs_; }

  void set_theme(const Theme& theme);
  // The scenarios are being chosen.
  void begin();
  void show_plan(const BatchPlanPtr& plan);
  void show_events(const std::vector<BatchEvent>& events);
  void end(const FinishedBatch& finished);
  // A batch needs scenarios.
  void show_has_dataset(bool has);

 Q_SIGNALS:
  void startWished(const stepscope::ui::BatchChoice& choice);
  void cancelWished();
  // A run is to be looked at.
  void jobOpened(std::size_t job);
  void exportFailed(const QString& problem);

 private:
  QWidget* make_head();
  void make_runs();
  void wire();
  void fit_columns();
  void refresh_start();
  void refresh_scores();
  void refresh_progress();
  QString progress_text() const;
  QString end_text(const FinishedBatch& finished) const;

  BatchTableModel* runs_;
  BatchTableOrder* order_;
  BatchScoresModel* scores_;
  QPushButton* start_;
  QPushButton* cancel_;
  QProgressBar* bar_;
  ElidedLabel* state_;
  QTabWidget* pages_;
  BatchSetup* setup_;
  DataTable* runs_table_;
  DataTable* scores_table_;
  QLineEdit* words_;
  QElapsedTimer since_plan_;
  QTimer scores_timer_;  // means need not follow every run
  bool running_{false};
  bool has_dataset_{false};
};

}  // namespace stepscope::ui
