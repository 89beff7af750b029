#pragma once

#include <QObject>
#include <vector>

#include "ui/window/workbench.h"

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;
class QUndoStack;

namespace stepscope::ui {

struct Theme;

// What the status bar says of a phase; empty if nothing needs saying.
QString phase_text(Phase phase);

// Every action of the window with its shortcut, and the menus they are in. What they do is wired elsewhere.
class WindowActions : public QObject {
  Q_OBJECT

 public:
  // `undo`: what undo and redo are about.
  WindowActions(QMainWindow& window, QUndoStack& undo);

  void set_theme(const Theme& theme);
  // Enables what can be done in this phase and says in the tooltips why the rest cannot.
  void show_phase(Phase phase, bool has_scenario, bool has_exportable_run);
  // Whether the run that is shown went on from another one.
  void show_fork(bool is_fork);
  // Whether the cursor goes along with the newest step.
  void show_live(bool is_live);
  void show_speed(double speed);
  // "light", "dark", "system".
  void show_theme_choice(const QString& name);
  void show_recent(const QStringList& folders);
  // All actions with a text, menus left out: for the palette and the list of keys.
  std::vector<QAction*> all() const;

  QAction *open_folder, *open_log, *open_run, *import_profile, *demo, *export_run, *import_bundle, *save_scene, *quit;
  QAction *report, *report_again, *report_runs;
  QAction *undo, *redo;
  QAction *run, *play, *step, *ten_steps, *step_back, *stop, *first, *live, *next_slow, *previous_slow, *slowest;
  QAction *range_from, *range_to, *range_drop;
  QAction *fork, *fork_parent, *fork_compare;
  QAction *train, *profiles, *ablate;
  QAction *bookmark, *bookmark_note, *next_bookmark, *previous_bookmark;
  QAction *follow, *reset_view, *ego_up, *measure, *layers, *tall_panels, *reset_layout, *full_screen, *find_scenario;
  QAction *keys, *palette, *about;
  QActionGroup *theme_choice, *speed_choice;
  QMenu *bookmarks_menu, *recent_menu, *layers_menu, *panels_menu;
  QAction* cost_layer{nullptr};  // of layers_menu

 Q_SIGNALS:
  void recentWished(const QString& folder);

 private:
  QAction* add(QMenu* menu, const QString& text, const QString& shortcut, const QString& tip);
  void make_file_menu();
  void make_edit_menu(QUndoStack& stack);
  void make_run_menu();
  void make_view_menu();
  void make_report_menu();
  void make_help_menu();

  QMainWindow& window_;
  const Theme* theme_;
  Phase phase_{Phase::kEmpty};
  bool is_fork_{false};
};

}  // namespace stepscope::ui
