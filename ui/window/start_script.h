#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <vector>

#include "ui/bridge/kept_ref.h"
#include "ui/window/main_window.h"
#include "ui/window/start_options.h"

namespace stepscope::ui {

// Does what the command line asks of a window that has just been made: opens, chooses, runs, takes a picture, quits.
class StartScript : public QObject {
  Q_OBJECT

 public:
  StartScript(MainWindow& window, const StartOptions& options);
  // Call once the event loop is about to run. An error names the wrong argument.
  Status begin();

 private:
  Status set_up_run();
  Status set_up_comparison();
  void await_kept();
  void open_kept();
  void watch(Phase phase);
  void finish();

  MainWindow& window_;
  StartOptions options_;
  std::vector<RunAsked> compared_;  // beside the present run
  std::vector<KeptRef> kept_;       // to be opened once what they need is there:
  bool runs_listed_{false}, data_open_{false};
  QElapsedTimer patience_;  // with what a picture waits for
  bool read_{false}, finishing_{false};
};

}  // namespace stepscope::ui
