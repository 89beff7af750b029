#include "ui/window/actions.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QUndoStack>

#include "ui/panels/icons.h"
#include "ui/panels/stay_open_menu.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

QString phase_text(Phase phase) {
  switch (phase) {
    case Phase::kEmpty:
    case Phase::kFinished:
      return {};
    case Phase::kOpening:
      return WindowActions::tr("opening…");
    case Phase::kReady:
      return WindowActions::tr("ready");
    case Phase::kRunning:
      return WindowActions::tr("running");
    case Phase::kPaused:
      return WindowActions::tr("paused");
    case Phase::kPlayingBack:
      return WindowActions::tr("playing back the recording");
  }
  return {};
}

WindowActions::WindowActions(QMainWindow& window, QUndoStack& undo_stack)
    : QObject(&window), window_(window), theme_(&Theme::light_theme()) {
  make_file_menu();
  make_edit_menu(undo_stack);
  make_run_menu();
  make_view_menu();
  make_report_menu();
  make_help_menu();
  show_phase(Phase::kEmpty, false, false);
  show_live(true);
}

QAction* WindowActions::add(QMenu* menu, const QString& text, const QString& shortcut, const QString& tip) {
  auto* action = new QAction(text, &window_);
  if (!shortcut.isEmpty()) action->setShortcut(QKeySequence(shortcut));
  const QString key = action->shortcut().toString(QKeySequence::NativeText);
  action->setToolTip(key.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, key));
  action->setStatusTip(tip);
  menu->addAction(action);
  window_.addAction(action);  // works with a hidden menu bar, too
  return action;
}

void WindowActions::make_file_menu() {
  QMenu* menu = window_.menuBar()->addMenu(tr("&File"));
  open_folder = add(menu, tr("&Open…"), QStringLiteral("Ctrl+O"), tr("Open a folder with nuPlan logs and maps"));
  open_log = add(menu, tr("Open a single &log…"), QStringLiteral("Ctrl+Shift+O"), tr("Open one .db file"));
  open_run = add(menu, tr("Open a &run folder…"), {}, tr("Show a run again that was written to a folder"));
  import_profile =
      add(menu, tr("&Import Python profile…"), {}, tr("Show a .stats file of Python's cProfile beside the run"));
  recent_menu = menu->addMenu(tr("&Recent"));
  demo = add(menu, tr("Play the &demo"), {}, tr("Open the synthetic city that comes with the program"));
  menu->addSeparator();
  export_run = add(menu, tr("&Export the run to a folder…"), {}, tr("Write all files of the run into a folder"));
  import_bundle = add(menu, tr("&Import a bundle…"), {}, tr("Take runs that were exported elsewhere into the store"));
  save_scene = add(menu, tr("Save &picture of the scene…"), {}, tr("Save the scene as PNG"));
  menu->addSeparator();
  quit = add(menu, tr("&Quit"), QStringLiteral("Ctrl+Q"), tr("Quit"));
}

void WindowActions::make_edit_menu(QUndoStack& stack) {
  QMenu* menu = window_.menuBar()->addMenu(tr("&Edit"));
  undo = stack.createUndoAction(&window_, tr("&Undo"));
  redo = stack.createRedoAction(&window_, tr("&Redo"));
  undo->setShortcut(QKeySequence(QStringLiteral("Ctrl+Z")));
  redo->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+Z")));
  for (QAction* action : {undo, redo}) {
    menu->addAction(action);
    window_.addAction(action);
  }
}

void WindowActions::make_run_menu() {
  QMenu* menu = window_.menuBar()->addMenu(tr("&Run"));
  run = add(menu, tr("&Run"), QStringLiteral("Ctrl+Return"), tr("Run the scenario from the beginning"));
  play = add(menu, tr("&Play"), QStringLiteral("Space"), tr("Play or pause"));
  stop = add(menu, tr("&Stop"), QStringLiteral("Ctrl+."), tr("End the run; its steps stay"));
  menu->addSeparator();
  step = add(menu, tr("One s&tep"), QStringLiteral("Right"), tr("One step on"));
  ten_steps = add(menu, tr("T&en steps"), QStringLiteral("Shift+Right"), tr("Ten steps on"));
  step_back = add(menu, tr("One step &back"), QStringLiteral("Left"), tr("Show the step before"));
  menu->addSeparator();
  first = add(menu, tr("&First step"), QStringLiteral("Home"), tr("Show the first step"));
  live = add(menu, tr("&Newest step"), QStringLiteral("End"), tr("Follow the newest step"));
  live->setCheckable(true);
  next_slow = add(menu, tr("Ne&xt slow step"), QStringLiteral("N"), tr("Next step above the 95th percentile"));
  previous_slow =
      add(menu, tr("Pre&vious slow step"), QStringLiteral("P"), tr("Previous step above the 95th percentile"));
  slowest = add(menu, tr("Sl&owest step"), QStringLiteral("S"), tr("The slowest step after the first"));
  menu->addSeparator();
  range_from = add(menu, tr("Ran&ge from this step"), QStringLiteral("["), tr("A range of steps begins here"));
  range_to = add(menu, tr("Range to this step"), QStringLiteral("]"), tr("A range of steps ends here"));
  range_drop = add(menu, tr("Drop the range"), {}, tr("Tables and charts speak of all steps again"));
  menu->addSeparator();
  bookmark = add(menu, tr("Boo&kmark"), QStringLiteral("B"), tr("Bookmark this step, or remove its bookmark"));
  bookmark_note = add(menu, tr("Bookm&ark with a note…"), QStringLiteral("Shift+B"), tr("A bookmark and why"));
  next_bookmark = add(menu, tr("Next bookmark"), QStringLiteral("Shift+N"), tr("Next bookmark"));
  previous_bookmark = add(menu, tr("Previous bookmark"), QStringLiteral("Shift+P"), tr("Previous bookmark"));
  bookmarks_menu = menu->addMenu(tr("Book&marks"));
  menu->addSeparator();
  fork = add(menu, tr("Fork &here…"), QStringLiteral("Shift+F"),
             tr("Go on from this step with another planner, parameter, profile or controller"));
  fork_parent = add(menu, tr("Show the run forked &from"), QStringLiteral("Alt+Up"),
                    tr("Open the run that this one went on from, at the same step"));
  fork_compare = add(menu, tr("Compare with the run forked from"), QStringLiteral("Alt+Shift+Up"),
                     tr("Show the run that this one went on from beside it"));
  menu->addSeparator();
  profiles =
      add(menu, tr("Engine pro&files…"), {}, tr("What every switch of the engine means, and profiles of your own"));
  ablate = add(menu, tr("Measure &optimisations…"), {},
               tr("Ablation: what every switch of the engine saves for this planner and scenario"));
  train = add(menu, tr("Tr&ain a model…"), {}, tr("Train a raster network on recorded drives, and drive with it"));
  menu->addSeparator();
  QMenu* speeds = menu->addMenu(tr("Spee&d"));
  speed_choice = new QActionGroup(this);
  for (const double factor : {0.0, 1.0, 2.0, 5.0, 10.0}) {
    QAction* one = speeds->addAction(factor > 0.0 ? tr("×%1").arg(factor) : tr("as fast as possible"));
    one->setCheckable(true);
    one->setData(factor);
    speed_choice->addAction(one);
  }
}

void WindowActions::make_view_menu() {
  QMenu* menu = window_.menuBar()->addMenu(tr("&View"));
  follow = add(menu, tr("&Follow the ego"), QStringLiteral("F"), tr("The scene follows the ego, or stays where it is"));
  follow->setCheckable(true);
  follow->setChecked(true);
  ego_up = add(menu, tr("&Ego up"), QStringLiteral("U"), tr("Turn the scene with the ego, or keep north up"));
  ego_up->setCheckable(true);
  reset_view = add(menu, tr("&Reset view"), QStringLiteral("R"), tr("Zoom and place of the scene as at the beginning"));
  measure = add(menu, tr("&Measure"), QStringLiteral("M"), tr("Drag in the scene to measure a distance"));
  measure->setCheckable(true);
  layers_menu = new StayOpenMenu(tr("&Layers"), menu);
  layers = add(menu, tr("&Layers…"), QStringLiteral("L"), tr("What the scene shows"));
  menu->addSeparator();
  find_scenario = add(menu, tr("Find a s&cenario"), QStringLiteral("Ctrl+F"), tr("Filter the scenarios"));
  panels_menu = menu->addMenu(tr("&Panels"));
  tall_panels = add(menu, tr("&Tall panels below"), QStringLiteral("Ctrl+Shift+B"),
                    tr("More height for the panels below the scene, or as much as at first"));
  reset_layout = add(menu, tr("Reset la&yout"), {}, tr("Panels as at the first start"));
  QMenu* themes = menu->addMenu(tr("&Theme"));
  theme_choice = new QActionGroup(this);
  const std::pair<const char*, QString> kThemes[] = {
      {"system", tr("As the &system")}, {"light", tr("&Light")}, {"dark", tr("&Dark")}};
  for (const auto& [key, text] : kThemes) {
    QAction* one = themes->addAction(text);
    one->setCheckable(true);
    one->setData(QString::fromLatin1(key));
    theme_choice->addAction(one);
  }
  full_screen = add(menu, tr("F&ull screen"), QStringLiteral("F11"), tr("Full screen"));
  full_screen->setCheckable(true);
}

void WindowActions::make_report_menu() {
  QMenu* menu = window_.menuBar()->addMenu(tr("Re&port"));
  report = add(menu, tr("&Write report…"), QStringLiteral("Ctrl+E"), tr("Write the report of the run that is shown"));
  report_again = add(menu, tr("Write report &as last time"), QStringLiteral("Ctrl+Shift+E"),
                     tr("Write the report of the run that is shown without asking"));
  menu->addSeparator();
  report_runs = add(menu, tr("&Compare kept runs…"), {}, tr("Choose runs in Runs, then Report… there"));
}

void WindowActions::make_help_menu() {
  QMenu* menu = window_.menuBar()->addMenu(tr("&Help"));
  palette = add(menu, tr("&Command palette…"), QStringLiteral("Ctrl+K"), tr("Every action, found by typing"));
  keys = add(menu, tr("&Keys"), QStringLiteral("?"), tr("List of keys"));
  menu->addSeparator();
  about = add(menu, tr("&About Stepscope"), {}, tr("Version and licences"));
}

void WindowActions::set_theme(const Theme& theme) {
  theme_ = &theme;
  const std::pair<QAction*, const char*> kIcons[] = {{open_folder, "open"}, {run, "run"},       {step, "step"},
                                                     {stop, "stop"},        {first, "home"},    {live, "live"},
                                                     {follow, "follow"},    {layers, "layers"}, {reset_view, "reset"}};
  for (const auto& [action, icon] : kIcons) action->setIcon(themed_icon(QString::fromLatin1(icon), theme));
  const bool goes_on = phase_ == Phase::kRunning || phase_ == Phase::kPlayingBack;
  play->setIcon(themed_icon(goes_on ? QStringLiteral("pause") : QStringLiteral("play"), theme));
}

void WindowActions::show_phase(Phase phase, bool has_scenario, bool has_exportable_run) {
  phase_ = phase;
  const bool active = phase == Phase::kRunning || phase == Phase::kPaused;
  const bool goes_on = phase == Phase::kRunning || phase == Phase::kPlayingBack;
  const bool has_steps = active || phase == Phase::kFinished || phase == Phase::kPlayingBack;
  run->setEnabled(has_scenario);
  run->setText(has_steps ? tr("&Run again") : tr("&Run"));
  for (QAction* action : {play, step, ten_steps}) action->setEnabled(has_scenario || has_steps);
  play->setText(goes_on ? tr("&Pause") : phase == Phase::kFinished ? tr("&Play back") : tr("&Play"));
  play->setIcon(themed_icon(goes_on ? QStringLiteral("pause") : QStringLiteral("play"), *theme_));
  stop->setEnabled(active || phase == Phase::kPlayingBack);
  fork->setEnabled(has_steps);
  fork->setToolTip(has_steps ? fork->statusTip() : tr("Nothing to go on from yet: run a scenario first"));
  for (QAction* action : {fork_parent, fork_compare}) action->setEnabled(has_steps && is_fork_);
  for (QAction* action : {step_back, first, live, next_slow, previous_slow, slowest, range_from, range_to, range_drop})
    action->setEnabled(has_steps);
  export_run->setEnabled(has_exportable_run && !active);
  export_run->setToolTip(active               ? tr("Wait for the end of the run, or stop it")
                         : has_exportable_run ? tr("Write all files of the run into a folder")
                         : has_steps          ? tr("This run is kept already: Export… in Runs writes it to a bundle")
                                              : tr("Nothing to export yet: run a scenario first"));
  for (QAction* action : {report, report_again}) {
    action->setEnabled(has_steps && !active);
    action->setToolTip(active      ? tr("Wait for the end of the run, or stop it: a report is about a whole run")
                       : has_steps ? action->statusTip()
                                   : tr("Nothing to report yet: run a scenario first"));
  }
  save_scene->setEnabled(has_scenario);
}

void WindowActions::show_fork(bool is_fork) {
  is_fork_ = is_fork;
  for (QAction* action : {fork_parent, fork_compare}) {
    action->setEnabled(is_fork);
    action->setToolTip(is_fork ? action->statusTip() : tr("This run did not go on from another one"));
  }
}

void WindowActions::show_live(bool is_live) {
  live->setChecked(is_live);
  live->setIconText(is_live ? tr("Live") : tr("To newest"));
}

void WindowActions::show_speed(double speed) {
  for (QAction* action : speed_choice->actions())
    if (qFuzzyCompare(1.0 + action->data().toDouble(), 1.0 + speed)) action->setChecked(true);
}

void WindowActions::show_theme_choice(const QString& name) {
  for (QAction* action : theme_choice->actions())
    if (action->data().toString() == name) action->setChecked(true);
}

void WindowActions::show_recent(const QStringList& folders) {
  recent_menu->clear();
  recent_menu->setEnabled(!folders.isEmpty());
  for (const QString& folder : folders) {
    QAction* one = recent_menu->addAction(folder);
    QObject::connect(one, &QAction::triggered, this, [this, folder] { Q_EMIT recentWished(folder); });
  }
}

std::vector<QAction*> WindowActions::all() const {
  std::vector<QAction*> actions;
  for (QMenu* menu : window_.menuBar()->findChildren<QMenu*>())
    for (QAction* action : menu->actions())
      if (!action->isSeparator() && action->menu() == nullptr && !action->text().isEmpty()) actions.push_back(action);
  return actions;
}

}  // namespace stepscope::ui
