#include "ui/bridge/beside_run.h"

#include "core/record/profiled_run_of.h"
#include "ui/bridge/reopened_run.h"
#include "ui/bridge/text.h"

namespace stepscope::ui {

FramePtr BesideRun::frame(int step) const {
  return step < 0 || step >= static_cast<int>(frames.size()) ? nullptr : frames[static_cast<std::size_t>(step)];
}

void BesideRun::append(const FramePtr& frame) {
  frames.push_back(frame);
  profile.steps.push_back(frame->timing);
  profile.times.push_back(frame->time);
  profile.ego.push_back(frame->ego);
}

QString run_name(const RunAsked& asked) {
  QString name = QStringLiteral("%1 · %2").arg(to_qt(asked.request.planner), to_qt(asked.profile.name));
  for (const auto& [parameter, value] : asked.request.parameters)
    name += QStringLiteral(" · %1 %2").arg(type_text(parameter), to_qt(value));
  if (asked.request.controller) name += QStringLiteral(" · %1").arg(to_qt(controller_key(*asked.request.controller)));
  return name;
}

BesideRun beginning(const RunAsked& asked, const ScenarioPtr& scenario) {
  BesideRun run;
  run.name = run_name(asked);
  run.place = place_of(*scenario);
  run.scenario = scenario;
  run.asked = asked;
  run.going_on = true;
  run.profile.step_interval_s = run.place.interval_s;
  return run;
}

void finish(BesideRun& run, const FinishedRun& finished) {
  run.going_on = false;
  run.outcome = finished.outcome;
  run.score = finished.score;
  if (!finished.run) return;
  run.profile = profiled_run_of({.run = *finished.run,
                                 .outcome = finished.outcome,
                                 .window = WindowState::kAttached,
                                 .score = finished.score.get()},
                                finished.spans);
  run.profile.background = finished.background;
}

BesideRun beside_of(const ReopenedRun& reopened, const QString& name) {
  BesideRun run;
  run.name = name;
  run.scenario = reopened.scenario;
  run.asked = reopened.asked;
  run.frames = reopened.frames;
  run.profile = reopened.profile;
  run.place = reopened.scenario ? place_of(*reopened.scenario) : place_of(reopened.profile);
  run.outcome = reopened.outcome;
  run.score = reopened.score;
  run.kept = reopened.kept;
  return run;
}

}  // namespace stepscope::ui
