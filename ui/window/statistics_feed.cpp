#include "ui/window/statistics_feed.h"

#include <QDockWidget>
#include <algorithm>

#include "ui/charts/share_donut.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/distribution_panel.h"
#include "ui/panels/statistics_panel.h"

namespace stepscope::ui {

namespace {

constexpr int kRefreshEveryMs = 250;
constexpr int kMostOfTheTime = 10;  // a refresh takes at most a tenth of the GUI thread

}  // namespace

StatisticsFeed::StatisticsFeed(Workbench& bench, const WindowParts& parts, QObject* parent)
    : QObject(parent), bench_(bench), parts_(parts) {
  timer_.setSingleShot(true);
  timer_.setInterval(kRefreshEveryMs);
  RunView& view = bench_.view();
  QObject::connect(&timer_, &QTimer::timeout, this, &StatisticsFeed::refresh);
  QObject::connect(&view, &RunView::profileBegun, this, &StatisticsFeed::begin);
  QObject::connect(&view, &RunView::profileGrew, this, &StatisticsFeed::grow);
  QObject::connect(&view, &RunView::profileCompleted, this, &StatisticsFeed::refresh);
}

void StatisticsFeed::begin() {
  timer_.stop();
  range_.reset();
  of_run_ = {};
  of_run_of_ = {};
  parts_.shares->show_reason(tr("No steps yet: run a scenario to see where their time goes"));
  parts_.statistics->show(RunStatistics{}, 0);
  parts_.distribution->show_reason(tr("No steps yet: run a scenario to see how their times are distributed"));
  name_views();
}

void StatisticsFeed::grow() {
  if (of_run_.step.count == 0) return refresh();
  if (!timer_.isActive()) timer_.start();
}

void StatisticsFeed::show_range(int first, int last) {
  range_ = {first, last};
  refresh();
}

void StatisticsFeed::drop_range() {
  range_.reset();
  refresh();
}

void StatisticsFeed::set_budgets(const StepBudgets& budgets) {
  budgets_ = budgets;
  refresh();
}

void StatisticsFeed::name_views() {
  const auto& fork = bench_.view().profile().facts.fork;
  const QString of = range_ ? tr(": steps %1 to %2").arg(range_->first).arg(range_->second)
                     : fork ? tr(": from step %1 on").arg(fork->step)
                            : QString();
  dock_of(parts_.statistics)->setWindowTitle(tr("Statistics%1").arg(of));
  dock_of(parts_.distribution)->setWindowTitle(tr("Distribution%1").arg(of));
  const QString in_short = range_ ? tr(": %1–%2").arg(range_->first).arg(range_->second)
                           : fork ? tr(": from %1").arg(fork->step)
                                  : QString();
  dock_of(parts_.shares)->setWindowTitle(tr("Shares%1").arg(in_short));
}

void StatisticsFeed::refresh() {
  timer_.stop();
  const RunView& view = bench_.view();
  const std::span<const StepTiming> steps = view.timings();
  name_views();
  if (steps.empty()) return;
  QElapsedTimer taken;
  taken.start();
  const auto budgets = budgets_.both();
  // Finished steps do not change: another range of the same run costs no more than the range.
  const OfWhat whole{.steps = steps.size(),
                     .own = view.profile().own_steps().size(),
                     .interval_s = view.step_interval_s(),
                     .budgets = budgets};
  if (of_run_of_ != whole) {
    of_run_ = statistics_of(view.profile().own_steps(), view.step_interval_s(), budgets);
    of_run_of_ = whole;
  }
  if (range_) {
    const int newest = static_cast<int>(steps.size()) - 1;
    const auto first = static_cast<std::size_t>(std::clamp(range_->first, 0, newest));
    const auto last = std::max(first, static_cast<std::size_t>(std::clamp(range_->second, 0, newest)));
    const std::size_t count = last - first + 1;
    show_figures(statistics_of(steps.subspan(first, count), view.step_interval_s(), budgets), first, count);
  } else {
    const std::size_t first = view.profile().first_own_step();
    show_figures(of_run_, first, steps.size() - first);
  }
  Q_EMIT refreshed();
  timer_.setInterval(std::max(kRefreshEveryMs, kMostOfTheTime * static_cast<int>(taken.elapsed())));
}

void StatisticsFeed::show_figures(const RunStatistics& statistics, std::size_t first, std::size_t count) {
  const ProfiledRun& run = bench_.view().profile();
  parts_.shares->show(statistics);
  parts_.statistics->show(statistics, static_cast<int>(first));
  const auto times = std::span(run.times);
  parts_.distribution->show({.steps = std::span(run.steps).subspan(first, count),
                             .times = times.subspan(std::min(first, times.size()),
                                                    std::min(count, times.size() - std::min(first, times.size()))),
                             .first_step = static_cast<int>(first),
                             .begin = times.empty() ? SimTime{} : times.front(),
                             .budgets = budgets_},
                            statistics);
}

}  // namespace stepscope::ui
