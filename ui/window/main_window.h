#pragma once

#include <QMainWindow>
#include <QUndoStack>
#include <filesystem>
#include <memory>

#include "ui/window/start_options.h"
#include "ui/window/window_parts.h"
#include "ui/window/window_settings.h"
#include "ui/window/workbench.h"

namespace stepscope::ui {

class AblationRoom;
class BatchRoom;
class CompareRoom;
class PythonProfileRoom;
class ExplainRoom;
class ForkRoom;
class ReopenRoom;
class ReportRoom;
class RunFeed;
class RunsRoom;
class TrainingRoom;
class WindowActions;

// The window: builds its parts, remembers how they were arranged, and takes what is dropped on it. What is connected to
// what is in wiring.cpp; what the wishes mean is in Workbench.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(const StartOptions& options = {});
  ~MainWindow() override;

  Workbench& workbench() { return *workbench_; }
  BatchRoom& batches() { return *batches_; }
  AblationRoom& ablation() { return *ablation_; }
  CompareRoom& compare() { return *compare_; }
  ReopenRoom& reopen() { return *reopen_; }
  PythonProfileRoom& python_profiles() { return *python_profiles_; }
  RunsRoom& runs() { return *runs_; }
  ForkRoom& forks() { return *forks_; }
  TrainingRoom& training() { return *training_; }
  ReportRoom& reports() { return *reports_; }
  WindowActions& actions() { return *actions_; }
  const WindowParts& parts() const { return parts_; }
  WindowSettings& settings() { return settings_; }
  const Theme& theme() const { return *theme_; }

  // A folder with logs, a log, a run folder, or a Python profile.
  void open(const std::filesystem::path& folder_or_db, const std::filesystem::path& maps = {});
  void open_demo();
  // "light", "dark", "system"; remembered.
  void choose_theme(const QString& name);
  void reset_layout();
  // The result of something the user waits for: also in the bar, which goes by itself.
  void answer(const QString& text);
  void say(Severity severity, const QString& text);
  // Something happened that the user can do something about, at once.
  void offer(Severity severity, const QString& text, const std::vector<BarAction>& actions);
  // Shows a panel, in front of those that share its place, and gives it the keyboard.
  void bring_forward(QWidget* content);

  void ask_for_folder();
  void ask_for_log();
  void ask_for_run_folder();
  void ask_for_bundles();
  void ask_where_to_export_kept(const std::vector<RunId>& runs);
  void ask_where_data_are();
  void ask_for_python_profile();
  void ask_where_to_save_python_profile();
  void ask_where_to_export();
  void ask_where_to_save_scene();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void make_parts();
  void make_panel_actions();
  void make_layers_menu();
  void show_theme(const QString& name);
  void fit_titles();

  WindowSettings settings_;
  QUndoStack undo_;
  std::unique_ptr<Workbench> workbench_;
  WindowActions* actions_;  // this and all below: children of the window
  WindowParts parts_;
  RunFeed* feed_{nullptr};
  ReopenRoom* reopen_{nullptr};
  BatchRoom* batches_{nullptr};
  AblationRoom* ablation_{nullptr};
  CompareRoom* compare_{nullptr};
  PythonProfileRoom* python_profiles_{nullptr};
  RunsRoom* runs_{nullptr};
  ForkRoom* forks_{nullptr};
  ExplainRoom* explain_{nullptr};
  ReportRoom* reports_{nullptr};
  TrainingRoom* training_{nullptr};
  const Theme* theme_;
  std::filesystem::path demo_folder_;
  // A window whose size the command line sets has the default layout and leaves what is remembered alone.
  enum class Memory { kUsed, kIgnored };
  Memory memory_;
  bool layout_restored_{false};
};

}  // namespace stepscope::ui
