#include "ui/window/explain_room.h"

#include <QAction>
#include <QEvent>

#include "core/analysis/own_steps.h"
#include "core/rerun/stored_request.h"
#include "ui/bridge/text.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/rerun_page.h"
#include "ui/panels/slow_step_panel.h"
#include "ui/scene/scene_view.h"

namespace stepscope::ui {

namespace {
constexpr int kRefreshEveryMs = 500;
}

ExplainRoom::ExplainRoom(Workbench& bench, const WindowParts& parts, QAction* cost_layer, QObject* parent)
    : QObject(parent), bench_(bench), parts_(parts), cost_layer_(cost_layer), background_(*this) {
  refresh_timer_.setSingleShot(true);
  refresh_timer_.setInterval(kRefreshEveryMs);
  parts_.slow_step->installEventFilter(this);
  wire();
}

void ExplainRoom::wire() {
  RunView& view = bench_.view();
  SlowStepPanel* panel = parts_.slow_step;
  RerunPage& page = panel->rerun();
  QObject::connect(&refresh_timer_, &QTimer::timeout, this, &ExplainRoom::refresh);
  QObject::connect(&bench_.session(), &SimulationSession::runRequested, this,
                   [this](const RunRequest& request, const EngineProfile& profile) {
                     request_ = request;
                     profile_ = profile;
                   });
  QObject::connect(&bench_, &Workbench::reopening, this, [this] { request_.reset(); });
  QObject::connect(&view, &RunView::profileBegun, this, &ExplainRoom::begin_run);
  QObject::connect(&view, &RunView::profileGrew, this, &ExplainRoom::grow);
  QObject::connect(&view, &RunView::profileCompleted, this, &ExplainRoom::complete);
  QObject::connect(&view, &RunView::cursorMoved, this, &ExplainRoom::show_step);
  QObject::connect(parts_.strip, &StepStrip::rangeSelected, this, [this](int first, int last) {
    range_ = StepRange{.first = first, .last = last};
    show_range();
  });
  QObject::connect(parts_.strip, &StepStrip::rangeCleared, this, [this] {
    range_.reset();
    show_range();
  });
  QObject::connect(panel, &SlowStepPanel::slowestWished, this, &ExplainRoom::go_to_slowest);
  QObject::connect(panel, &SlowStepPanel::stepWished, &view, &RunView::set_cursor);
  QObject::connect(panel, &SlowStepPanel::paintWished, cost_layer_, &QAction::setChecked);
  QObject::connect(cost_layer_, &QAction::toggled, panel, &SlowStepPanel::show_painted);
  QObject::connect(cost_layer_, &QAction::toggled, this, &ExplainRoom::paint_costs);
  QObject::connect(panel, &SlowStepPanel::paintedStageChosen, this, [this](std::optional<Stage> stage) {
    painted_ = stage;
    cost_layer_->setChecked(true);
    paint_costs();
  });
  QObject::connect(parts_.scene, &SceneView::costStepPicked, &view, &RunView::set_cursor);
  QObject::connect(&page, &RerunPage::wished, this, &ExplainRoom::make_again);
  QObject::connect(&page, &RerunPage::cancelWished, &session_, &RerunSession::cancel);
  QObject::connect(&session_, &RerunSession::started, &page, &RerunPage::begin);
  QObject::connect(&session_, &RerunSession::progressed, &page, &RerunPage::show_progress);
  QObject::connect(&session_, &RerunSession::finished, &page,
                   [&page](const RerunResultPtr& result) { page.show_result(*result); });
  QObject::connect(&session_, &RerunSession::failed, &page,
                   [&page](const Error& error) { page.show_problem(error_text(error)); });
  panel->show_painted(cost_layer_->isChecked());
}

void ExplainRoom::begin_run() {
  ++run_;
  explained_.reset();
  range_.reset();
  show_range();
  session_.cancel();
  parts_.slow_step->rerun().forget();
  parts_.slow_step->rerun().offer(-1, tr("No step to make again"));
  parts_.slow_step->show_reason(tr("No steps yet: run a scenario to see why its steps take as long as they do"));
  parts_.scene->set_costs({});
}

void ExplainRoom::grow() {
  if (!refresh_timer_.isActive()) refresh_timer_.start();
}

void ExplainRoom::complete() {
  refresh_timer_.stop();
  refresh();
}

bool ExplainRoom::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parts_.slow_step && event->type() == QEvent::Show) grow();
  return QObject::eventFilter(watched, event);
}

void ExplainRoom::refresh() {
  const RunView& view = bench_.view();
  if (cost_layer_->isChecked()) paint_costs();
  if (view.size() == 0 || (view.running() && !parts_.slow_step->isVisible())) return;
  if (explained_ && explained_->run.steps.size() == view.timings().size()) return show_step();
  if (computing_) return grow();
  computing_ = true;
  ProfiledRun profile;  // as far as explaining takes it
  profile.steps = view.profile().steps;
  profile.facts.fork = view.profile().facts.fork;
  background_.run(
      [run = run_, profile = std::move(profile)]() mutable {
        auto explained = std::make_shared<Explained>();
        explained->model = cost_model_of(profile.own_steps());
        explained->yardstick = Yardstick(profile.own_steps());
        explained->slow = own_slow_for_their_complexity(profile, explained->model);
        explained->run = std::move(profile);
        return std::pair(run, std::shared_ptr<const Explained>(std::move(explained)));
      },
      [this](const std::pair<int, std::shared_ptr<const Explained>>& made) {
        computing_ = false;
        if (made.first == run_) take(made.second);
      });
}

void ExplainRoom::take(std::shared_ptr<const Explained> explained) {
  explained_ = std::move(explained);
  parts_.slow_step->show_model(explained_->model, explained_->slow);
  show_range();
  show_step();
}

void ExplainRoom::show_step() {
  const int step = bench_.view().cursor();
  if (step < 0 || !explained_) return;
  if (static_cast<std::size_t>(step) >= explained_->run.steps.size()) return grow();
  if (static_cast<std::size_t>(step) < explained_->run.first_own_step()) {
    const QString reason = tr("Step %1 was made in the run that this one went on from at step %2")
                               .arg(step)
                               .arg(explained_->run.first_own_step());
    parts_.slow_step->show_reason(reason);
    return parts_.slow_step->rerun().offer(-1, reason);
  }
  const bool drawn = parts_.slow_step->isVisible() || !bench_.view().running();
  if (drawn)
    parts_.slow_step->show_step(
        explain_own_step(explained_->run, explained_->model, explained_->yardstick, static_cast<std::size_t>(step)),
        explained_->model);
  parts_.slow_step->rerun().offer(step);
}

void ExplainRoom::show_range() {
  const auto slow = range_ && explained_ ? explain_range(explained_->run, explained_->model, *range_) : std::nullopt;
  if (slow)
    parts_.slow_step->show_range(*slow, explained_->model);
  else
    parts_.slow_step->drop_range();
}

void ExplainRoom::go_to_slowest() {
  const ProfiledRun& run = bench_.view().profile();
  const auto slow = range_ && explained_ ? explain_range(explained_->run, explained_->model, *range_) : std::nullopt;
  const auto step = slow ? std::optional(slow->longest) : slowest_own_step(run);
  if (step) bench_.view().set_cursor(static_cast<int>(*step));
}

void ExplainRoom::paint_costs() {
  if (!cost_layer_->isChecked()) return;
  const ProfiledRun& run = bench_.view().profile();
  std::vector<Point2> places;
  std::vector<double> costs;
  for (const EgoState& ego : run.ego) places.push_back(ego.rear_axle.position());
  for (const StepTiming& step : run.steps)
    costs.push_back(static_cast<double>(painted_ ? step.self_ns[static_cast<std::size_t>(*painted_)] : step.wall_ns));
  const QString title = !painted_                   ? tr("whole step")
                        : *painted_ == Stage::kStep ? tr("unaccounted")
                                                    : to_qt(stage_title(*painted_));
  parts_.scene->set_costs(cost_path(title, std::move(places), std::move(costs)));
}

Result<RerunTask> ExplainRoom::task_of(int step, int repetitions) const {
  const RunView& view = bench_.view();
  const FramePtr frame = view.frame();
  if (!frame || frame->step != step) return make_error("the step is not there any more");
  if (!bench_.scenario())
    return make_error("log and map of this run are not there: without them its steps cannot be made again");
  if (frame->trajectory.size() == 0)
    return make_error("the plan of this step was not kept: whether a repetition does the same could not be told");
  RerunTask task{.request = request_.value_or(RunRequest{}),
                 .profile = profile_,
                 .scenario = bench_.scenario(),
                 .recorded = {.step = step,
                              .timing = frame->timing,
                              .ego = frame->ego,
                              .plan = frame->trajectory,
                              .next_ego = std::nullopt},
                 .repetitions = repetitions};
  if (!request_) {
    auto request = request_in(view.profile().facts);
    if (!request.ok()) return request.error();
    auto profile = profile_in(view.profile().facts);
    if (!profile.ok()) return profile.error();
    task.request = std::move(request).value();
    task.profile = std::move(profile).value();
  }
  if (view.profile().facts.fork) {
    const auto run = bench_.fork_parent();
    if (!run.ok()) return run.error();
    task.fork = own_fork(run.value());
  }
  const auto next = static_cast<std::size_t>(step) + 1;
  if (next < view.profile().ego.size()) task.recorded.next_ego = view.profile().ego[next];
  if (explained_) task.median_wall_ns = explained_->model.step.median_ns;
  const auto k = static_cast<std::size_t>(step);
  if (k <= view.timings().size())
    task.usual_before_ns = usual_before(view.timings(), view.profile().first_own_step(), k);
  return task;
}

void ExplainRoom::make_again(int step, int repetitions) {
  if (bench_.session().active() && !bench_.session().paused())
    return Q_EMIT said(Severity::kInfo, tr("The step is made again when the run has ended or is paused: both at once "
                                           "would disturb each other's times."));
  auto task = task_of(step, repetitions);
  if (!task.ok()) return parts_.slow_step->rerun().show_problem(error_text(task.error()));
  session_.start(std::move(task).value());
}

}  // namespace stepscope::ui
