#include "ui/window/run_feed.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QStackedWidget>
#include <algorithm>

#include "ui/bridge/text.h"
#include "ui/charts/object_inspector.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/missing_scene_page.h"
#include "ui/panels/run_bar.h"
#include "ui/panels/score_panel.h"
#include "ui/scene/scene_view.h"

namespace stepscope::ui {

namespace {

enum Page { kScenePage = 1, kMissingPage = 2 };  // of the middle

QString scenario_title(const Scenario& scenario) {
  return RunFeed::tr("%1 · %2").arg(type_text(scenario.type()), to_qt(scenario.log_name()));
}

QString scenario_explanation(const Scenario& scenario) {
  const int last = scenario.iterations() - 1;
  return RunFeed::tr("%1\n%2 iterations, %3 s, at %4")
      .arg(to_qt(scenario.id().token.hex()))
      .arg(scenario.iterations())
      .arg(seconds_between(scenario.time(0), scenario.time(last)), 0, 'f', 1)
      .arg(to_qt(scenario.map_name()));
}

// What the score is of, where it is not of a whole run, and what the run says about itself.
QString score_note(const FinishedRun& finished) {
  QStringList lines;
  const bool interrupted =
      !finished.run && finished.notes.size() > 0 && finished.notes.front().starts_with("interrupted");
  if (finished.outcome.status == RunStatus::kStopped && !interrupted)
    lines << RunFeed::tr("of the %1 steps before the stop").arg(finished.outcome.steps);
  if (finished.outcome.status == RunStatus::kFailed)
    lines << RunFeed::tr("of the %1 steps before it failed").arg(finished.outcome.steps);
  constexpr std::size_t kNotesShown = 3;
  for (std::size_t i = 0; i < std::min(finished.notes.size(), kNotesShown); ++i) lines << to_qt(finished.notes[i]);
  if (finished.notes.size() > kNotesShown)
    lines << RunFeed::tr("… and %1 more in Messages").arg(finished.notes.size() - kNotesShown);
  return lines.join(QLatin1Char('\n'));
}

SimTime first_time(const Workbench& bench) {
  if (bench.scenario()) return bench.scenario()->time(0);
  const auto& times = bench.view().profile().times;
  return times.empty() ? SimTime{} : times.front();
}

QString no_score_reason(const FinishedRun& finished) {
  if (!finished.run && finished.outcome.steps > 0) return RunFeed::tr("No score: none was kept with this run");
  if (finished.outcome.status == RunStatus::kFailed)
    return RunFeed::tr("No score: the run failed before its first step was finished (see Messages)");
  return RunFeed::tr("No score: the run was stopped before its first step was finished");
}

PickedItem item_of(const Culprit& culprit) {
  if (const auto* track = std::get_if<Token>(&culprit)) return {.kind = PickedItem::Kind::kObject, .track = *track};
  if (const auto* object = std::get_if<MapCulprit>(&culprit))
    return {.kind = PickedItem::Kind::kMapFeature, .layer = object->layer, .feature = object->id};
  return {.kind = PickedItem::Kind::kEgo};
}

}  // namespace

RunFeed::RunFeed(Workbench& bench, const WindowParts& parts, QObject* parent)
    : QObject(parent), bench_(bench), parts_(parts), statistics_(new StatisticsFeed(bench, parts, this)) {
  QObject::connect(statistics_, &StatisticsFeed::refreshed, this, &RunFeed::show_status);
}

void RunFeed::show_scenario(const ScenarioPtr& scenario) {
  if (!scenario) return;
  const RecordedFrame& first = scenario->iteration(0);
  moment_before_ = {};
  moment_before_.time = first.ego.time;
  moment_before_.ego = first.ego;
  moment_before_.objects = first.objects;
  moment_before_.lights = first.lights;
  // In place of the start page the scene has the keys, unless somebody is writing.
  const auto* field = qobject_cast<const QLineEdit*>(parts_.middle->window()->focusWidget());
  const bool takes_keys =
      parts_.middle->currentIndex() != kScenePage && (field == nullptr || field->text().isEmpty());
  parts_.middle->setCurrentIndex(kScenePage);
  if (takes_keys) parts_.scene->setFocus();
  parts_.scene->show_scenario(scenario);
  parts_.run_bar->show_scenario(scenario_title(*scenario), scenario_explanation(*scenario));
  forget_run();
}

void RunFeed::show_missing(const ReopenedRun& run) {
  moment_before_ = {};
  parts_.middle->setCurrentIndex(kMissingPage);
  parts_.scene->show_scenario(nullptr);
  const RunFacts& facts = run.profile.facts;
  const QString title = tr("%1 · %2").arg(type_text(facts.scenario_type), to_qt(facts.log));
  parts_.missing->show_missing(title, run.missing ? error_text(*run.missing) : QString());
  parts_.run_bar->show_scenario(title, tr("%1\nat %2").arg(to_qt(facts.token), to_qt(facts.location)));
  forget_run();
}

void RunFeed::forget_run() {
  picked_ = {};
  figures_ = {};
  parts_.scene->set_caption({});
  parts_.scene->set_fork({});
  parts_.run_bar->show_progress(0, 0);
  parts_.strip->clear();
  parts_.score->show_reason(tr("No run yet: a score comes when a run has ended"));
  inspect();
  show_status();
}

void RunFeed::begin_run(int step_count) {
  figures_ = {};
  parts_.strip->begin_run(step_count, bench_.view().step_interval_s());
  const auto& fork = bench_.view().profile().facts.fork;
  parts_.strip->set_first_own_step(fork ? fork->step : 0);
  parts_.run_bar->show_progress(0, step_count);
  parts_.score->show_reason(tr("Running: the score comes when the run has ended"));
  parts_.scene->set_caption({});
  parts_.scene->set_fork({});
}

void RunFeed::append(const std::vector<FramePtr>& frames) {
  parts_.strip->append(frames);
  mark_fork();
  parts_.run_bar->show_progress(bench_.view().size(), bench_.view().step_count());
}

// As soon as it is known where the ego was then.
void RunFeed::mark_fork() {
  const auto& fork = bench_.view().profile().facts.fork;
  if (!fork || !bench_.has_scene() || parts_.scene->fork() || fork->step >= bench_.view().size()) return;
  const StepFrame& frame = *bench_.view().frames()[static_cast<std::size_t>(fork->step)];
  QStringList changes;
  for (const std::string& change : fork->changes) changes << to_qt(change);
  if (changes.isEmpty()) changes << tr("nothing changed");
  parts_.scene->set_fork(ForkMark{.step = fork->step,
                                  .place = frame.ego.rear_axle,
                                  .text = tr("forked at step %1, %2 s · %3")
                                              .arg(fork->step)
                                              .arg(seconds_between(first_time(bench_), frame.time), 0, 'f', 1)
                                              .arg(changes.join(QStringLiteral(" · ")))});
}

void RunFeed::end_run(const FinishedRun& finished) {
  show_status();
  show_notes(finished);
  if (finished.score)
    parts_.score->show_score({.card = finished.score,
                              .begin = first_time(bench_),
                              .step_interval_s = bench_.view().step_interval_s(),
                              .note = score_note(finished)});
  else
    parts_.score->show_reason(no_score_reason(finished));
}

// In the scene, what is missing there is said there.
void RunFeed::show_notes(const FinishedRun& finished) {
  parts_.scene->set_caption(finished.notes.empty() ? QString() : to_qt(finished.notes.front()));
}

void RunFeed::show_step(int step) {
  const FramePtr frame = bench_.view().frame();
  parts_.scene->show_frame(bench_.has_scene() ? frame : nullptr);
  parts_.strip->set_cursor(step);
  parts_.score->set_cursor(step);
  figures_.step = step;
  if (frame) {
    figures_.time_s = seconds_between(first_time(bench_), frame->time);
    figures_.step_ns = static_cast<double>(frame->timing.wall_ns);
  }
  inspect();
  show_status();
}

void RunFeed::show_picked(const PickedItem& item) {
  picked_ = item;
  inspect();
  if (item.kind != PickedItem::Kind::kNone) dock_of(parts_.inspector)->raise();
}

void RunFeed::show_culprit(const Culprit& culprit) {
  if (!bench_.has_scene()) return;
  picked_ = item_of(culprit);
  parts_.scene->pick_item(picked_);
  inspect();
}

void RunFeed::inspect() {
  const FramePtr shown = bench_.has_scene() ? bench_.view().frame() : nullptr;
  const StepFrame& frame = shown ? *shown : moment_before_;
  switch (picked_.kind) {
    case PickedItem::Kind::kNone:  // the ego is what a planner's user looks at when nothing else is asked for
      if (!bench_.scenario()) return parts_.inspector->clear();
      return parts_.inspector->show_content(describe_ego(frame));
    case PickedItem::Kind::kEgo:
      return parts_.inspector->show_content(describe_ego(frame));
    case PickedItem::Kind::kObject:
      return parts_.inspector->show_content(describe_object(frame, picked_.track));
    case PickedItem::Kind::kMapFeature:
      if (bench_.scenario())
        parts_.inspector->show_content(describe_feature(bench_.scenario()->map(), picked_.layer, picked_.feature));
      return;
  }
}

void RunFeed::show_status() {
  figures_.steps = bench_.view().size();
  figures_.statistics = statistics_->of_run();
  figures_.not_drawn = bench_.frames_not_drawn();
  parts_.status->show_status(figures_);
}

}  // namespace stepscope::ui
