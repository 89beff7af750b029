// The scenes of CompareRoom.
#include <array>

#include "ui/bridge/text.h"
#include "ui/charts/step_strip.h"
#include "ui/models/compare_text.h"
#include "ui/panels/scene_grid.h"
#include "ui/window/compare_room.h"

namespace stepscope::ui {

namespace {

QString step_text(const StepFrame& frame) {
  return CompareRoom::tr("step %1 · %2 m/s").arg(frame.step).arg(frame.ego.speed(), 0, 'f', 2);
}

QString ended_text(int steps) {
  return steps == 0 ? CompareRoom::tr("ended before its first step")
                    : CompareRoom::tr("ended at step %1").arg(steps - 1);
}

// Why there are no more steps.
QString outcome_text(const RunOutcome& outcome) {
  switch (outcome.status) {
    case RunStatus::kReachedEnd:
      return {};
    case RunStatus::kStopped:
      return CompareRoom::tr("It was stopped there");
    case RunStatus::kFailed:
      return error_text(outcome.error);
  }
  return {};
}

}  // namespace

void CompareRoom::show_places() {
  for (int place = 0; place < kBesidePlaces; ++place) {
    const auto run = static_cast<std::size_t>(place + 1);
    const BesideRun* beside = desk_.at(place);
    if (beside == nullptr) {
      parts_.scenes->hide_run(run);
      continue;
    }
    parts_.scenes->show_run(run, beside->scenario);
    parts_.scenes->set_name(run, beside->name);
  }
  parts_.scenes->set_name(0, present_name());
  cover_all();
  show_step();
  show_buttons();
  show_charts();
}

QString CompareRoom::present_name() const {
  const RunFacts& facts = bench_.view().profile().facts;
  if (bench_.view().size() == 0 && !bench_.session().active()) return {};
  if (facts.planner.empty()) return run_name(bench_.setup());
  return QStringLiteral("%1 · %2").arg(to_qt(facts.planner), to_qt(facts.profile));
}

QString CompareRoom::figures_of_present() const {
  const FramePtr frame = bench_.view().frame();
  return frame ? step_text(*frame) : QString();
}

bool CompareRoom::ended_before(std::size_t run, int step) const {
  if (run == 0) {
    const RunView& view = bench_.view();
    const bool was_run = view.size() > 0 || bench_.last_run().outcome.status == RunStatus::kFailed;
    return step >= view.size() && (view.running() ? over_[0] : was_run);
  }
  const BesideRun* beside = desk_.at(static_cast<int>(run) - 1);
  return beside != nullptr && step >= static_cast<int>(beside->frames.size()) && (!beside->going_on || over_[run]);
}

// The clock goes on to the end of the longest run, and whoever moves it can.
void CompareRoom::cover_all() {
  bench_.view().set_beside(desk_.longest(), desk_.longest_going_on());
  parts_.strip->set_reach(desk_.longest());
}

// Linked cameras follow A; once that has ended, the first that goes on.
void CompareRoom::lead_scenes(int step) {
  std::size_t leader = 0;
  for (int place = kBesidePlaces; ended_before(0, step) && --place >= 0;) {
    const BesideRun* run = desk_.at(place);
    if (run != nullptr && run->scenario && run->frame(step)) leader = static_cast<std::size_t>(place + 1);
  }
  if (parts_.scenes->lead(leader) && leader == 0)
    parts_.scene->show_frame(bench_.has_scene() ? bench_.view().frame() : nullptr);
}

void CompareRoom::show_present(int step) {
  const RunView& view = bench_.view();
  if (!ended_before(0, step)) return parts_.scenes->set_figures(0, figures_of_present());
  const RunOutcome& outcome = bench_.last_run().outcome;
  parts_.scenes->set_figures(0, ended_text(view.size()), view.running() ? QString() : outcome_text(outcome));
}

void CompareRoom::show_beside(int place, int step) {
  const BesideRun& run = *desk_.at(place);
  const auto number = static_cast<std::size_t>(place + 1);
  const auto& differences = desk_.differences(place);
  const FramePtr frame = run.frame(step);
  if (ended_before(number, step))
    parts_.scenes->set_figures(number, ended_text(static_cast<int>(run.frames.size())), outcome_text(run.outcome));
  else if (frame && step < static_cast<int>(differences.size()))
    parts_.scenes->set_figures(number, difference_text(differences[static_cast<std::size_t>(step)]),
                               difference_details(differences[static_cast<std::size_t>(step)]));
  else if (frame && ended_before(0, step))
    parts_.scenes->set_figures(number, step_text(*frame));
  else
    parts_.scenes->set_figures(number, {});
  // One that ended earlier stays where it ended, in its own scene.
  const FramePtr last = run.frames.empty() || step < 0 ? nullptr : run.frames.back();
  if (SceneView* scene = parts_.scenes->scene(number); scene != nullptr && run.scenario)
    scene->show_frame(frame ? frame : last);
}

void CompareRoom::show_step() {
  const int step = bench_.view().clock();
  lead_scenes(step);
  if (desk_.empty()) {
    parts_.scene->set_others({});
    return;
  }
  const bool present_there = bench_.has_scene() && step == bench_.view().cursor();
  std::array<OtherDrive, kMostInLockstep> drives;
  drives[0] = {.frame = present_there ? bench_.view().frame() : nullptr,
               .colour = parts_.scenes->colour_of(0),
               .name = run_letter(0)};
  for (int place = 0; place < kBesidePlaces; ++place) {
    const BesideRun* run = desk_.at(place);
    if (run == nullptr) continue;
    show_beside(place, step);
    const auto number = static_cast<std::size_t>(place + 1);
    drives[number] = {
        .frame = run->frame(step), .colour = parts_.scenes->colour_of(number), .name = run_letter(place + 1)};
  }
  show_present(step);
  parts_.scenes->show_overlays(drives);
}

}  // namespace stepscope::ui
