#include "ui/bridge/run_view.h"

#include <cmath>
#include <utility>

namespace stepscope::ui {

namespace {

constexpr int kRefreshMs = 16;

}  // namespace

int slowest_step(std::span<const StepTiming> timings) {
  if (timings.empty()) return -1;
  const auto begin = timings.begin() + (timings.size() > 1 ? 1 : 0);
  const auto slowest = std::max_element(begin, timings.end(),
                                        [](const StepTiming& a, const StepTiming& b) { return a.wall_ns < b.wall_ns; });
  return static_cast<int>(slowest - timings.begin());
}

RunView::RunView(QObject* parent) : QObject(parent) {
  play_timer_.setTimerType(Qt::PreciseTimer);
  QObject::connect(&play_timer_, &QTimer::timeout, this, &RunView::advance);
}

void RunView::begin(const ScenarioPtr& scenario, int step_count, double interval_s) {
  stop_play_back();
  scenario_ = scenario;
  step_count_ = step_count;
  frames_.clear();
  profile_ = {};
  frames_.reserve(static_cast<std::size_t>(step_count));
  profile_.steps.reserve(static_cast<std::size_t>(step_count));
  profile_.step_interval_s = interval_s;
  profile_.step_interval_s = step_interval_s();
  running_ = step_count > 0;
  cursor_ = clock_ = -1;
  set_live(true);
  Q_EMIT cursorMoved(-1);
  Q_EMIT clockMoved(-1);
  Q_EMIT profileBegun();
}

void RunView::append(const std::vector<FramePtr>& frames) {
  for (const FramePtr& frame : frames) {
    frames_.push_back(frame);
    profile_.steps.push_back(frame->timing);
    profile_.times.push_back(frame->time);
    profile_.ego.push_back(frame->ego);
  }
  if (live_ && !frames.empty()) move_to(std::max(newest(), clock_));
  if (!frames.empty()) Q_EMIT profileGrew();
}

void RunView::set_spans(std::shared_ptr<const SpanTape> spans) {
  profile_.spans = std::move(spans);
  Q_EMIT profileGrew();
}

void RunView::add_statements(StatementLog log) {
  if (log.executions.empty()) return;
  StatementLog& kept = profile_.statement_log;
  kept.texts = std::move(log.texts);
  kept.sites = std::move(log.sites);
  kept.connections_apart = log.connections_apart;
  kept.executions.insert(kept.executions.end(), log.executions.begin(), log.executions.end());
  Q_EMIT profileGrew();
}

void RunView::end() {
  running_ = false;
  Q_EMIT profileCompleted();
}

void RunView::end_with(ProfiledRun whole) {
  profile_ = std::move(whole);
  end();
}

double RunView::step_interval_s() const {
  if (!scenario_ || scenario_->iterations() < 2) return profile_.step_interval_s;
  const int last = scenario_->iterations() - 1;
  return seconds_between(scenario_->time(0), scenario_->time(last)) / last;
}

RunStatistics RunView::statistics() const { return statistics_of(profile_.own_steps(), step_interval_s()); }

void RunView::set_beside(int steps, int growing) {
  beside_ = steps;
  growing_ = growing;
  if (live_ && running_) return move_to(std::max(newest(), clock_));
  if (clock_ >= reach()) move_to(reach() - 1);  // who had it is gone
}

void RunView::set_cursor(int step) {
  if (reach() == 0) return;
  stop_play_back();
  set_live(false);
  move_to(std::clamp(step, 0, reach() - 1));
}

void RunView::follow_live() {
  stop_play_back();
  set_live(true);
  move_to(newest());
}

void RunView::play_back(double speed) {
  if (frames_.empty() || playing_back()) return;
  set_live(false);
  if (clock_ >= reach() - 1) move_to(0);
  const int interval = speed > 0.0 ? static_cast<int>(std::lround(1000.0 * step_interval_s() / speed)) : kRefreshMs;
  play_timer_.start(std::max(interval, kRefreshMs));
  Q_EMIT playBackChanged(true);
}

void RunView::stop_play_back() {
  if (!playing_back()) return;
  play_timer_.stop();
  Q_EMIT playBackChanged(false);
}

void RunView::advance() {
  if (clock_ + 1 < reach()) move_to(clock_ + 1);
  if (clock_ + 1 >= reach()) {
    stop_play_back();
    set_live(true);
  }
}

void RunView::move_to(int step) {
  const int own = std::min(step, size() - 1);
  if (step == clock_ && own == cursor_) return;
  clock_ = step;
  if (std::exchange(cursor_, own) != own) Q_EMIT cursorMoved(own);
  Q_EMIT clockMoved(step);
}

void RunView::set_live(bool live) {
  if (live == live_) return;
  live_ = live;
  Q_EMIT liveChanged(live);
}

}  // namespace stepscope::ui
