#pragma once

#include <QElapsedTimer>
#include <QWidget>

#include "core/rerun/rerun.h"
#include "ui/theme/theme.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace stepscope::ui {

class CellTableModel;
class DataTable;
class RerunChart;

// The step under the cursor made again, cold and warm: button, progress, cancel, two histograms, stage by stage, and
// what it says. GUI thread.
class RerunPage : public QWidget {
  Q_OBJECT

 public:
  explicit RerunPage(QWidget* parent = nullptr);

  // Which step the button is about; −1: none, and why.
  void offer(int step, const QString& reason = {});
  void begin(int step);
  void show_progress(int done, int total);
  void show_result(const RerunResult& result);
  void show_problem(const QString& problem);
  // What was shown belongs to another run.
  void forget();
  void set_theme(const Theme& theme);

  QString verdict() const;
  int repetitions() const;

 Q_SIGNALS:
  void wished(int step, int repetitions);
  void cancelWished();
  void exportFailed(const QString& problem);

 private:
  void show_active(bool active);

  int step_{-1};        // that can be made again
  int made_again_{-1};  // that is, or was
  QElapsedTimer begun_;
  QPushButton* start_;
  QSpinBox* repetitions_;
  QPushButton* cancel_;
  QProgressBar* progress_;
  QLabel* verdict_;
  QLabel* method_;
  RerunChart* chart_;
  CellTableModel* stages_;
  DataTable* table_;
};

}  // namespace stepscope::ui
