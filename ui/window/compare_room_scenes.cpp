// The scenes of CompareRoom.
#include <array>

#include "ui/bridge/text.h"
#include "ui/models/compare_text.h"
#include "ui/panels/scene_grid.h"
#include "ui/window/compare_room.h"

namespace stepscope::ui {

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
  if (!frame) return {};
  return tr("step %1 · %2 m/s").arg(frame->step).arg(frame->ego.speed(), 0, 'f', 2);
}

void CompareRoom::show_step() {
  if (desk_.empty()) {
    parts_.scene->set_others({});
    return;
  }
  const int step = bench_.view().cursor();
  std::array<OtherDrive, kMostInLockstep> drives;
  drives[0] = {.frame = bench_.has_scene() ? bench_.view().frame() : nullptr,
               .colour = parts_.scenes->colour_of(0),
               .name = run_letter(0)};
  for (int place = 0; place < kBesidePlaces; ++place) {
    const BesideRun* run = desk_.at(place);
    if (run == nullptr) continue;
    const auto number = static_cast<std::size_t>(place + 1);
    const auto& differences = desk_.differences(place);
    const FramePtr frame = run->frame(step);
    if (frame && step < static_cast<int>(differences.size())) {
      const DriveDifference& difference = differences[static_cast<std::size_t>(step)];
      parts_.scenes->set_figures(number, difference_text(difference), difference_details(difference));
    } else if (step >= 0 && !run->going_on && step >= static_cast<int>(run->frames.size())) {
      parts_.scenes->set_figures(number, tr("ended after step %1").arg(static_cast<int>(run->frames.size()) - 1),
                                 error_text(run->outcome.error));
    } else {
      parts_.scenes->set_figures(number, {});
    }
    // One that ended earlier stays where it ended, in its own scene.
    const FramePtr last = run->frames.empty() || step < 0 ? nullptr : run->frames.back();
    if (SceneView* scene = parts_.scenes->scene(number); scene != nullptr && run->scenario)
      scene->show_frame(frame ? frame : last);
    drives[number] = {.frame = frame, .colour = parts_.scenes->colour_of(number), .name = run_letter(place + 1)};
  }
  parts_.scenes->set_figures(0, figures_of_present());
  parts_.scenes->show_overlays(drives);
}

}  // namespace stepscope::ui
