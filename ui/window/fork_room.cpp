#include "ui/window/fork_room.h"

#include <QAction>
#include <utility>

#include "ui/bridge/text.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/runs_panel.h"
#include "ui/window/actions.h"
#include "ui/window/compare_room.h"
#include "ui/window/fork_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/runs_room.h"

namespace stepscope::ui {

ForkRoom::ForkRoom(const Rooms& rooms, const WindowParts& parts, MainWindow& window)
    : QObject(&window), rooms_(rooms), parts_(parts), window_(window) {
  Workbench& bench = rooms_.bench;
  QObject::connect(rooms_.actions.fork, &QAction::triggered, this, &ForkRoom::ask_here);
  QObject::connect(rooms_.actions.fork_parent, &QAction::triggered, this, &ForkRoom::show_parent);
  QObject::connect(rooms_.actions.fork_compare, &QAction::triggered, this, &ForkRoom::compare_with_parent);
  QObject::connect(parts_.strip, &StepStrip::forkWished, this, &ForkRoom::ask);
  QObject::connect(parts_.runs, &RunsPanel::forkWished, this, &ForkRoom::ask_about);
  QObject::connect(&bench.session(), &SimulationSession::runStarted, this, &ForkRoom::follow_run);
  QObject::connect(&bench.session(), &SimulationSession::runFinished, this, &ForkRoom::follow_run);
  QObject::connect(&bench, &Workbench::scenarioChanged, this, &ForkRoom::follow_run);
  QObject::connect(&bench, &Workbench::runReopened, this, &ForkRoom::arrive);
  QObject::connect(this, &ForkRoom::said, &window, &MainWindow::say);
  follow_run();
}

void ForkRoom::follow_run() { rooms_.actions.show_fork(rooms_.bench.view().profile().facts.fork.has_value()); }

ForkDialog* ForkRoom::ask(int step) {
  Workbench& bench = rooms_.bench;
  if (bench.session().active() && !bench.session().paused()) bench.session().pause();
  auto parent = bench.fork_parent();
  if (!parent.ok()) {
    Q_EMIT said(Severity::kError, tr("This run cannot be forked: %1.").arg(error_text(parent.error())));
    return nullptr;
  }
  auto* dialog = new ForkDialog(std::make_shared<const ForkParent>(std::move(parent).value()), step, &window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QDialog::accepted, this,
                   [this, dialog] { rooms_.bench.fork(dialog->task(), dialog->start_mode()); });
  dialog->open();
  return dialog;
}

void ForkRoom::ask_here() {
  const RunView& view = rooms_.bench.view();
  const bool ended_early =
      !view.running() && rooms_.bench.scenario() != nullptr && view.size() < rooms_.bench.scenario()->iterations() - 1;
  ask(ended_early && view.cursor() == view.size() - 1 ? view.size() : view.cursor());
}

std::optional<RunId> ForkRoom::parent_run() {
  const auto& fork = rooms_.bench.view().profile().facts.fork;
  if (!fork) return std::nullopt;
  for (const RunSummary& run : parts_.runs->runs().runs())
    if (!fork->parent.empty() && run.uuid == fork->parent) return run.id;
  Q_EMIT said(Severity::kWarning,
              tr("The run that this one went on from is not among the kept runs: it was deleted, or "
                 "was made elsewhere."));
  return std::nullopt;
}

void ForkRoom::show_parent() {
  const auto run = parent_run();
  if (!run) return;
  arriving_at_ = rooms_.bench.view().cursor();
  rooms_.runs.open(*run);
}

void ForkRoom::compare_with_parent() {
  const auto run = parent_run();
  if (!run) return;
  window_.compare().compare_kept({*run});
  window_.bring_forward(parts_.compare);
}

void ForkRoom::ask_about(RunId run) {
  asked_about_ = run;
  rooms_.runs.open(run);
}

// A kept run has been opened, perhaps on behalf of this room.
void ForkRoom::arrive() {
  follow_run();
  if (const auto step = std::exchange(arriving_at_, std::nullopt)) rooms_.bench.view().set_cursor(*step);
  if (std::exchange(asked_about_, std::nullopt)) ask_here();
}

}  // namespace stepscope::ui
