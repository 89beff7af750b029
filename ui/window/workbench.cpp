#include "ui/window/workbench.h"

#include <utility>

#include "core/analysis/own_steps.h"
#include "core/record/profiled_run_of.h"
#include "ui/bridge/text.h"
#include "ui/models/quantity_text.h"
#include "ui/window/interesting_scenario.h"

namespace stepscope::ui {

namespace {

constexpr std::size_t kProblemsNamed = 20;

ScenarioChoice choice_of(const ListedScenario& place) {
  return {.db = path_text(place.log->db),
          .row = place.log->scenarios[place.row],
          .log = to_qt(place.log->name),
          .location = to_qt(place.log->location)};
}

}  // namespace

Workbench::Workbench(std::filesystem::path index_cache, QObject* parent)
    : QObject(parent), datasets_(std::move(index_cache)) {
  QObject::connect(&datasets_, &DatasetLoader::loaded, this, &Workbench::take_dataset);
  QObject::connect(&datasets_, &DatasetLoader::failed, this,
                   [this](const Error& error) { Q_EMIT said(Severity::kError, error_text(error)); });
  QObject::connect(&datasets_, &DatasetLoader::cancelled, this,
                   [this] { Q_EMIT said(Severity::kInfo, tr("Opening was cancelled; nothing changed.")); });
  QObject::connect(&scenarios_, &ScenarioLoader::loaded, this, &Workbench::take_scenario);
  QObject::connect(&scenarios_, &ScenarioLoader::failed, this, &Workbench::refuse_scenario);
  QObject::connect(&stored_runs_, &StoredRunLoader::busyChanged, this, [this](bool busy) {
    if (!busy) Q_EMIT opening({});
  });
  QObject::connect(&session_, &SimulationSession::runRequested, this, &Workbench::announce_phase);
  QObject::connect(&session_, &SimulationSession::runStarted, this, &Workbench::begin_view);
  QObject::connect(&session_, &SimulationSession::framesArrived, this, &Workbench::take_frames);
  QObject::connect(&session_, &SimulationSession::pausedChanged, this, &Workbench::announce_phase);
  QObject::connect(&session_, &SimulationSession::runFinished, this, &Workbench::finish_run);
  QObject::connect(&view_, &RunView::profileBegun, this, [this] { bookmarks_.replace({}); });
  QObject::connect(&view_, &RunView::playBackChanged, this, &Workbench::announce_phase);
  QObject::connect(&exporter_, &RunExporter::written, this,
                   [this](const QString& report) { Q_EMIT answered(tr("Run and report written: %1").arg(report)); });
  QObject::connect(&exporter_, &RunExporter::failed, this,
                   [this](const Error& error) { Q_EMIT said(Severity::kError, error_text(error)); });
}

Phase Workbench::phase() const {
  if (session_.active()) return session_.paused() ? Phase::kPaused : Phase::kRunning;
  if (view_.size() == 0) {
    if (!scenario_) return scenarios_.busy() ? Phase::kOpening : Phase::kEmpty;
    return Phase::kReady;
  }
  return view_.playing_back() ? Phase::kPlayingBack : Phase::kFinished;
}

void Workbench::announce_phase() {
  const Phase now = phase();
  if (now == announced_) return;
  announced_ = now;
  Q_EMIT phaseChanged(now);
}

void Workbench::take_dataset(const DatasetPtr& dataset, const QString& what) {
  dataset_ = dataset;
  qint64 count = 0;
  for (const LogSummary& log : dataset->logs) count += static_cast<qint64>(log.scenarios.size());
  Q_EMIT said(Severity::kInfo,
              tr("Opened %1: %2 logs, %3 scenarios.")
                  .arg(what, count_text(static_cast<qint64>(dataset->logs.size())), count_text(count)));
  const auto& problems = dataset->problems;
  for (std::size_t i = 0; i < std::min(problems.size(), kProblemsNamed); ++i)
    Q_EMIT said(Severity::kWarning, error_text(problems[i].error));
  if (problems.size() > kProblemsNamed)
    Q_EMIT said(Severity::kWarning, tr("… and %1 more logs that could not be read.")
                                        .arg(count_text(static_cast<qint64>(problems.size() - kProblemsNamed))));
  Q_EMIT datasetChanged(dataset);
  choose_first();
}

void Workbench::choose_first() {
  auto place = preferred_ ? find_scenario(*dataset_, *preferred_) : interesting_scenario(*dataset_);
  if (preferred_ && !place)
    Q_EMIT said(Severity::kError, tr("There is no scenario %1 in this dataset.").arg(to_qt(preferred_->hex())));
  preferred_.reset();
  if (!place) place = interesting_scenario(*dataset_);
  if (!place) return;
  choose(choice_of(*place));
  Q_EMIT scenarioMarked(place->token());
}

void Workbench::choose(const ScenarioChoice& choice) {
  if (!dataset_) return;
  if (!choice.row.problem.empty())
    Q_EMIT said(Severity::kWarning,
                tr("Scenario %1 of %2: %3.").arg(to_qt(choice.row.token.hex()), choice.log, to_qt(choice.row.problem)));
  session_.stop();
  stored_runs_.forget();
  scenarios_.load({.id = {.db = to_path(choice.db), .token = choice.row.token},
                   .type = choice.row.type,
                   .location = choice.location.toStdString(),
                   .maps = dataset_->paths.maps});
  Q_EMIT opening(tr("%1 · %2").arg(type_text(choice.row.type), choice.log));
  announce_phase();
}

void Workbench::take_scenario(const ScenarioPtr& scenario, double milliseconds) {
  session_.stop();
  scenario_ = scenario;
  last_run_ = {};
  reopened_.reset();
  has_scene_ = true;
  view_.begin(scenario, 0);
  Q_EMIT said(Severity::kInfo, tr("Scenario %1 of %2 opened in %3 ms.")
                                   .arg(to_qt(scenario->id().token.hex()), to_qt(scenario->log_name()))
                                   .arg(three_digits(milliseconds)));
  for (const std::string& warning : scenario->warnings()) Q_EMIT said(Severity::kWarning, to_qt(warning));
  Q_EMIT scenarioChanged(scenario);
  announce_phase();
  if (std::exchange(autoplay_, false)) run();
}

void Workbench::refuse_scenario(const Error& error, const ScenarioWish&) {
  Q_EMIT said(Severity::kError, error_text(error));
  Q_EMIT opening({});  // the one before is still there
  announce_phase();
}

void Workbench::run(StartMode mode) {
  if (!scenario_) return;
  stored_runs_.forget();
  view_.stop_play_back();
  has_scene_ = true;
  session_.start(setup_.request, setup_.profile, scenario_, mode);
}

void Workbench::begin_view(int step_count) {
  frames_not_drawn_ = 0;
  last_run_ = {};
  reopened_.reset();
  view_.begin(scenario_, step_count);
  view_.set_fork(session_.fork());
  if (auto spans = session_.spans()) view_.set_spans(std::move(spans));
  announce_phase();
}

void Workbench::take_frames(const std::vector<FramePtr>& frames) {
  if (view_.live()) frames_not_drawn_ += static_cast<std::int64_t>(frames.size()) - 1;
  view_.append(frames);
  if (session_.active()) view_.add_statements(session_.statements(view_.profile().statement_log.executions.size()));
}

void Workbench::finish_run(const FinishedRun& finished) {
  last_run_ = finished;
  if (finished.run) {
    ProfiledRun whole = profiled_run_of({.run = *finished.run,
                                         .outcome = finished.outcome,
                                         .window = WindowState::kAttached,
                                         .score = finished.score.get()},
                                        finished.spans);
    whole.background = finished.background;
    view_.end_with(std::move(whole));
  } else {
    view_.end();
  }
  const RunOutcome& outcome = finished.outcome;
  const QString planner = to_qt(finished.run ? finished.run->request().planner : setup_.request.planner);
  switch (outcome.status) {
    case RunStatus::kReachedEnd:
      Q_EMIT said(Severity::kInfo, tr("%1: %2 steps, reached the end; median step %3.")
                                       .arg(planner)
                                       .arg(outcome.steps)
                                       .arg(duration_text(view_.statistics().step.p50)));
      break;
    case RunStatus::kStopped:
      Q_EMIT said(Severity::kInfo, tr("%1: stopped after %2 steps.").arg(planner).arg(outcome.steps));
      break;
    case RunStatus::kFailed:
      Q_EMIT said(Severity::kError, tr("%1 failed: %2").arg(planner, error_text(outcome.error)));
      break;
  }
  for (const std::string& note : finished.notes) Q_EMIT said(Severity::kWarning, to_qt(note));
  announce_phase();
}

void Workbench::toggle_play() {
  switch (phase()) {
    case Phase::kEmpty:
    case Phase::kOpening:
      return;
    case Phase::kReady:
      return run();
    case Phase::kRunning:
      return session_.pause();
    case Phase::kPaused:
      view_.follow_live();
      return session_.resume();
    case Phase::kFinished:
      return view_.play_back(session_.speed());
    case Phase::kPlayingBack:
      return view_.stop_play_back();
  }
}

void Workbench::step(int count) {
  switch (phase()) {
    case Phase::kEmpty:
    case Phase::kOpening:
      return;
    case Phase::kReady:
      run(StartMode::kPaused);
      return session_.step(count);
    case Phase::kRunning:
      return session_.pause();
    case Phase::kPaused:
      if (count > 0 && view_.clock() == view_.newest()) {
        view_.follow_live();
        return session_.step(count);
      }
      [[fallthrough]];
    case Phase::kFinished:
    case Phase::kPlayingBack:
      return view_.set_cursor(view_.clock() + count);
  }
}

void Workbench::stop() {
  view_.stop_play_back();
  session_.stop();
}

void Workbench::go_to_slowest_step() {
  if (const auto step = slowest_own_step(view_.profile())) view_.set_cursor(static_cast<int>(*step));
}

Result<ForkParent> Workbench::fork_parent() const {
  if (auto going_on = session_.fork_parent(view_.frames())) return std::move(*going_on);
  if (last_run_.run) return stepscope::fork_parent(*last_run_.run, last_run_.uuid, view_.frames(), last_run_.spans);
  if (view_.size() == 0) return make_error("there is no run yet to go on from");
  if (!reopened_ || !scenario_)
    return make_error("log and map of this run are not there: without them it cannot go on");
  if (!reopened_->asked)
    return make_error("this run was made with a planner or a switch that this program does not have");
  for (const FramePtr& frame : view_.frames())
    if (frame->trajectory.size() == 0)
      return make_error("the plans of this run were not kept: without them its steps cannot be gone through again");
  ForkParent parent{.name = "this run",
                    .uuid = reopened_->uuid,
                    .request = reopened_->asked->request,
                    .profile = reopened_->asked->profile,
                    .origin = view_.profile().facts.fork,
                    .scenario = scenario_,
                    .frames = view_.frames(),
                    .spans = view_.profile().spans};
  parent.controller = parent.request.controller.value_or(default_controller(parent.request.challenge));
  return parent;
}

void Workbench::fork(const ForkTask& task, StartMode mode) {
  stored_runs_.forget();
  view_.stop_play_back();
  session_.stop();
  setup_ = {.request = task.wish.request, .profile = task.wish.profile};
  Q_EMIT setupAdopted(setup_);
  if (scenario_ != task.parent->scenario) {
    scenario_ = task.parent->scenario;
    view_.begin(scenario_, 0);
    Q_EMIT scenarioChanged(scenario_);
    Q_EMIT scenarioMarked(scenario_->id().token);
  }
  has_scene_ = true;
  session_.start(task, mode);
}

void Workbench::set_setup(const RunSetup& setup) {
  if (setup == setup_) return;
  setup_ = setup;
  Q_EMIT setupChanged(setup_);
}

void Workbench::expect_reopened(const QString& title) {
  scenarios_.forget();
  Q_EMIT opening(title);
}

void Workbench::adopt(const ReopenedRun& run) {
  session_.stop();
  view_.stop_play_back();
  scenario_ = run.scenario;
  last_run_ = {};
  reopened_ = ReopenedFacts{.uuid = run.uuid, .asked = run.asked};
  has_scene_ = run.scenario && !run.unreadable;
  if (run.asked) {
    set_setup({.request = run.asked->request, .profile = run.asked->profile});
    Q_EMIT setupAdopted(setup_);
  }
  view_.begin(scenario_, 0);
  if (!scenario_) return Q_EMIT sceneMissing(run);
  Q_EMIT scenarioChanged(scenario_);
  Q_EMIT scenarioMarked(scenario_->id().token);
}

void Workbench::make_again(const ReopenedRun& run) {
  adopt(run);
  this->run();
}

void Workbench::show_reopened(const ReopenedRun& run) {
  adopt(run);
  const auto steps = static_cast<int>(run.frames.size());
  frames_not_drawn_ = 0;
  view_.begin(scenario_, steps, run.profile.step_interval_s);
  view_.set_fork(run.profile.facts.fork);
  Q_EMIT reopening(steps);
  view_.append(run.frames);
  Q_EMIT framesReopened(run.frames);
  view_.end_with(run.profile);
  last_run_ = {
      .run = nullptr, .spans = run.profile.spans, .outcome = run.outcome, .score = run.score, .notes = run.notes};
  Q_EMIT reopened(last_run_);
  Q_EMIT runReopened(run);
  announce_phase();
}

void Workbench::export_run(const QString& parent_folder) {
  if (last_run_.run) exporter_.write(last_run_, to_path(parent_folder));
}

}  // namespace stepscope::ui
