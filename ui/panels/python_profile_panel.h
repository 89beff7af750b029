#pragma once

#include <QWidget>

#include "ui/models/python_function_model.h"
#include "ui/models/python_stage_model.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedLayout;
class QTabWidget;

namespace stepscope::ui {

class DataTable;
struct Theme;

// A profile of the Python simulator in the words of the stages, beside the run that the window shows: stages, functions
// with the stage their time goes to, and what one must know to read the counts. GUI thread.
class PythonProfilePanel : public QWidget {
  Q_OBJECT

 public:
  explicit PythonProfilePanel(QWidget* parent = nullptr);

  void show_profile(const PythonProfilePtr& profile);
  // The run beside it; nothing: none. `name`: planner, challenge.
  void show_run(const std::optional<RunStatistics>& run, const QString& name);
  void show_busy(bool busy);
  void set_theme(const Theme& theme);

  const PythonProfilePtr& profile() const { return profile_; }
  const std::optional<RunStatistics>& run() const { return run_; }
  const QString& run_name() const { return run_name_; }
  DataTable& stages() { return *stages_; }
  DataTable& functions() { return *functions_; }

 Q_SIGNALS:
  void importWished();
  void saveWished();
  void exportFailed(const QString& problem);

 private:
  QWidget* make_content();
  QWidget* make_functions();
  void fill_choices();
  void choose();
  void show_header();

  PythonProfilePtr profile_;
  std::optional<RunStatistics> run_;
  QString run_name_;
  PythonStageModel stage_rows_;
  PythonFunctionModel function_rows_;
  PythonFunctionOrder function_order_;
  QStackedLayout* pages_;
  QLabel *empty_, *facts_, *counts_;
  QPushButton *import_, *save_;
  QTabWidget* tabs_;
  DataTable *stages_, *functions_;
  QListWidget* sentences_;
  QLineEdit* filter_;
  QComboBox* choice_;
};

}  // namespace stepscope::ui
