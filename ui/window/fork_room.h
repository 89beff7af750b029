#pragma once

#include <QObject>
#include <optional>

#include "ui/bridge/simulation_session.h"
#include "ui/window/reopen_room.h"
#include "ui/window/window_parts.h"

namespace stepscope::ui {

class ForkDialog;
class MainWindow;
class RunsRoom;
class WindowActions;

// Forks on behalf of the window: asks how the run that is shown goes on from a step, and leads from a fork to the run
// that it went on from. GUI thread.
class ForkRoom : public QObject {
  Q_OBJECT

 public:
  struct Rooms {
    Workbench& bench;
    RunsRoom& runs;
    WindowActions& actions;
  };
  // All outlive the room's use: it is a child of `window`, which owns them.
  ForkRoom(const Rooms& rooms, const WindowParts& parts, MainWindow& window);

  // Shows the dialog for a step of the run that is shown; a run that goes on is paused meanwhile. Null: it cannot go
  // on, and the reason was said.
  ForkDialog* ask(int step);
  // At the time cursor, or where the run ended early, if the cursor is at its end.
  void ask_here();
  // Opens the run that the shown one went on from, at the same step.
  void show_parent();
  // Shows that run beside the shown one.
  void compare_with_parent();
  // Opens a kept run and asks at its last step.
  void ask_about(RunId run);

 Q_SIGNALS:
  void said(stepscope::ui::Severity severity, const QString& text);

 private:
  void follow_run();
  void arrive();
  void begin(const ForkDialog& dialog);
  void tell_difference(const FinishedRun& finished);
  void put_beside();
  // None: it is not kept here, which was said.
  std::optional<RunId> parent_run();

  Rooms rooms_;
  WindowParts parts_;
  MainWindow& window_;
  std::optional<int> arriving_at_;    // step to show once the run is open that is being opened
  std::optional<RunId> asked_about_;  // likewise: to ask about
  // The run that the one going on went on from, and what became of it: to tell both apart at the end.
  struct Parent {
    std::shared_ptr<const ForkParent> run;
    std::shared_ptr<const Scorecard> score;
  };
  std::optional<Parent> parent_;
  std::string beside_;  // uuid of a run to be shown beside the one that goes on, once it is listed; empty: none
};

}  // namespace stepscope::ui
