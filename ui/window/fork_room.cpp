#include "ui/window/fork_room.h"

#include <QAction>
#include <algorithm>
#include <utility>
#include <vector>

#include "core/lockstep/drive_difference.h"
#include "core/profile/kept_profiles.h"
#include "ui/bridge/text.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/runs_panel.h"
#include "ui/scene/scene_view.h"
#include "ui/window/actions.h"
#include "ui/window/compare_room.h"
#include "ui/window/fork_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/profile_dialog.h"
#include "ui/window/runs_room.h"
#include "ui/window/scene_menu.h"

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
  QObject::connect(&bench.session(), &SimulationSession::runFinished, this, &ForkRoom::tell_difference);
  QObject::connect(&bench.session(), &SimulationSession::framesArrived, this, &ForkRoom::put_beside);
  QObject::connect(&rooms_.runs.library(), &RunLibrary::listed, this, &ForkRoom::put_beside,
                   Qt::QueuedConnection);  // when others know of the runs, too
  auto* menu = new SceneMenu(*parts_.scene, rooms_.actions, this);
  QObject::connect(menu, &SceneMenu::forkWished, this, &ForkRoom::ask);
  QObject::connect(menu, &SceneMenu::stepWished, &bench.view(), &RunView::set_cursor);
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
  auto* dialog = new ForkDialog(std::make_shared<const ForkParent>(std::move(parent).value()), step,
                                own_profiles_kept(), &window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QDialog::accepted, this, [this, dialog] { begin(*dialog); });
  dialog->open();
  return dialog;
}

void ForkRoom::begin(const ForkDialog& dialog) {
  const ForkTask task = dialog.task();
  rooms_.bench.stop();  // a run that goes on comes to its end, and to its score, before the next begins
  parent_ = Parent{.run = task.parent, .score = rooms_.bench.last_run().score};
  beside_ = dialog.beside() ? task.parent->uuid : std::string();
  if (dialog.beside() && beside_.empty())
    Q_EMIT said(Severity::kWarning, tr("The run forked from is not kept: it cannot be shown beside its fork."));
  rooms_.bench.fork(task, dialog.start_mode());
}

void ForkRoom::put_beside() {
  if (beside_.empty() || rooms_.bench.view().size() == 0 || !rooms_.bench.view().profile().facts.fork) return;
  for (const RunSummary& run : parts_.runs->runs().runs()) {
    if (run.uuid != beside_) continue;
    beside_.clear();
    window_.compare().compare_kept({run.id});
    return window_.bring_forward(parts_.compare);
  }
}

// What became of the fork and what of the run that it went on from, and one click to both.
void ForkRoom::tell_difference(const FinishedRun& finished) {
  const auto parent = std::exchange(parent_, std::nullopt);
  if (!parent || !finished.run || !finished.run->fork()) return;
  const auto& frames = rooms_.bench.view().frames();
  std::vector<DriveDifference> differences;
  for (std::size_t k = 0; k < std::min(frames.size(), parent->run->frames.size()); ++k)
    differences.push_back(difference_of(*parent->run->frames[k], *frames[k]));
  const auto apart = first_divergence(differences, {});
  const auto number = [](const std::shared_ptr<const Scorecard>& card) {
    return card ? QString::number(card->final_score, 'f', 2) : tr("none");
  };
  const QString text =
      tr("Forked at step %1: %2; score %3 → %4.")
          .arg(finished.run->fork()->step)
          .arg(apart ? tr("apart from step %1 on").arg(apart->step) : tr("nowhere apart in the steps that both have"),
               number(parent->score), number(finished.score));
  std::vector<BarAction> actions;
  if (!finished.run->fork()->parent.empty())
    actions.push_back({.text = tr("Compare both"), .act = [this] { compare_with_parent(); }});
  window_.offer(Severity::kInfo, text, actions);
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
