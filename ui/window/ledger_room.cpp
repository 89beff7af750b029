#include "ui/window/ledger_room.h"

#include <QEvent>
#include <utility>

#include "ui/bridge/text.h"
#include "ui/charts/step_strip.h"
#include "ui/models/quantity_text.h"
#include "ui/window/main_window.h"

namespace stepscope::ui {

namespace {

constexpr int kRefreshEveryMs = 200;

QString per_step(std::int64_t count, std::size_t steps) {
  return three_digits(static_cast<double>(count) / static_cast<double>(steps));
}

QString time_text(std::int64_t ns) { return duration_text(static_cast<double>(ns)); }

// The three counts, apart.
QString counts_text(const QuerySums& sums) {
  return LedgerRoom::tr("%1 statements · %2 rows · %3 connections")
      .arg(count_text(sums.statements), count_text(sums.rows), count_text(sums.connections));
}

}  // namespace

LedgerRoom::LedgerRoom(Workbench& bench, QueryPanel& panel, QObject* parent)
    : QObject(parent), bench_(bench), panel_(panel) {
  timer_.setSingleShot(true);
  timer_.setInterval(kRefreshEveryMs);
  panel_.installEventFilter(this);
  RunView& view = bench_.view();
  QObject::connect(&timer_, &QTimer::timeout, this, [this] {
    if (panel_.isVisible()) refresh();  // else it is brought up to date when it shows
  });
  QObject::connect(&view, &RunView::profileBegun, this, &LedgerRoom::begin);
  QObject::connect(&view, &RunView::profileGrew, this, &LedgerRoom::schedule);
  QObject::connect(&view, &RunView::profileCompleted, this, &LedgerRoom::schedule);
  QObject::connect(&view, &RunView::cursorMoved, this, &LedgerRoom::move_cursor);
  QObject::connect(&panel_, &QueryPanel::scopeChanged, this, &LedgerRoom::refresh);
  QObject::connect(&panel_, &QueryPanel::barsWished, this, &LedgerRoom::show_bars);
  QObject::connect(&panel_, &QueryPanel::stepWished, &view, &RunView::set_cursor);
}

bool LedgerRoom::eventFilter(QObject* watched, QEvent* event) {
  if (watched == &panel_ && event->type() == QEvent::Show) refresh();
  return QObject::eventFilter(watched, event);
}

void LedgerRoom::begin() {
  executions_ = {};
  bars_.reset();
  drop_range();
}

void LedgerRoom::schedule() {
  if (panel_.isVisible() && !timer_.isActive()) timer_.start();
}

void LedgerRoom::move_cursor(int step) {
  panel_.set_cursor(step);
  if (panel_.scope() == QueryScope::kStep) schedule();
}

void LedgerRoom::show_range(int first, int last) {
  range_ = StepRange{.first = first, .last = last};
  panel_.set_range(first, last);
  // Whoever drags a range wants to see it; what is outside of steps was asked for by itself.
  if (panel_.scope() == QueryScope::kRun || panel_.scope() == QueryScope::kStep)
    panel_.set_scope(QueryScope::kRange);  // refreshes
  else
    schedule();
}

void LedgerRoom::drop_range() {
  range_.reset();
  panel_.set_range(0, -1);
  if (panel_.scope() == QueryScope::kRange)
    panel_.set_scope(QueryScope::kRun);
  else
    schedule();
}

StepRange LedgerRoom::shown_range() const {
  // The statements of a fork are those of its own steps.
  const StepRange all{.first = static_cast<int>(bench_.view().profile().first_own_step()),
                      .last = bench_.view().size() - 1};
  switch (panel_.scope()) {
    case QueryScope::kRange:
      return range_.value_or(StepRange{});
    case QueryScope::kStep:
      return {.first = bench_.view().cursor(), .last = bench_.view().cursor()};
    default:
      return all;
  }
}

void LedgerRoom::refresh() {
  timer_.stop();
  const ProfiledRun& run = bench_.view().profile();
  if (panel_.scope() == QueryScope::kLoading) {
    const ScenarioPtr& scenario = bench_.scenario();
    // Of the run's own loading; folders of early versions do not have it.
    const StatementLog& loading = run.loading.executions.empty() && scenario ? scenario->loading() : run.loading;
    const QueryLedger ledger = query_ledger(loading, {});
    panel_.show_ledger(shown_outside(loading, ledger), summary(ledger.outside_sums, ledger), reason(ledger));
  } else {
    const QueryLedger ledger = ledger_of(run);
    const bool outside = panel_.scope() == QueryScope::kOutside;
    panel_.show_ledger(outside ? shown_outside(run.statement_log, ledger) : shown_ledger(run.statement_log, ledger),
                       summary(outside ? ledger.outside_sums : ledger.inside, ledger), reason(ledger));
  }
  show_bars();
}

QueryLedger LedgerRoom::ledger_of(const ProfiledRun& run) {
  const StatementLog& log = run.statement_log;
  const QueryScope scope = panel_.scope();
  if (scope == QueryScope::kStep || scope == QueryScope::kRange) {
    executions_.follow(log);
    QueryLedger ledger = query_ledger(log, executions_.among(log, shown_range()), run.steps, shown_range());
    if (!ledger.statements.empty()) return ledger;  // else what there is outside of steps tells more
  }
  return query_ledger(log, run.steps, shown_range());
}

void LedgerRoom::show_bars() {
  const ProfiledRun& run = bench_.view().profile();
  const Bars bars{.executions = run.statement_log.executions.size(),
                  .steps = run.steps.size(),
                  .statement = panel_.scope() == QueryScope::kLoading ? -1 : panel_.selected(),
                  .quantity = panel_.quantity()};
  if (std::exchange(bars_, bars) == bars) return;  // a cursor that moves does not change them
  panel_.show_steps(statement_steps(run.statement_log, run.steps.size(), bars.statement),
                    bars.statement < 0 ? tr("all statements") : tr("the selected statement"), tr("No steps yet"));
}

QString LedgerRoom::summary(const QuerySums& sums, const QueryLedger& ledger) const {
  const QueryScope scope = panel_.scope();
  if (scope == QueryScope::kOutside || scope == QueryScope::kLoading)
    return tr("%1 · %2").arg(counts_text(sums), time_text(sums.ns + sums.connect_ns));
  if (ledger.steps.empty()) return {};
  if (ledger.steps.size() == 1)
    return tr("step %1: %2 · %3 of %4")
        .arg(ledger.range.first)
        .arg(counts_text(sums), time_text(sums.ns + sums.connect_ns), time_text(ledger.wall_ns));
  const std::size_t steps = ledger.steps.size();
  const double share =
      ledger.wall_ns > 0 ? static_cast<double>(sums.ns + sums.connect_ns) / static_cast<double>(ledger.wall_ns) : 0.0;
  QString text = tr("per step: %1 statements · %2 rows · %3 connections · %4 of the time")
                     .arg(per_step(sums.statements, steps), per_step(sums.rows, steps),
                          per_step(sums.connections, steps), share_text(share));
  if (scope == QueryScope::kRange)
    text = tr("steps %1 to %2, %3").arg(ledger.range.first).arg(ledger.range.last).arg(text);
  if (sums.repeats > 0)
    text += tr(" · cacheable: %1 statements, %2").arg(count_text(sums.repeats), time_text(sums.repeats_ns));
  return text;
}

QString LedgerRoom::reason(const QueryLedger& ledger) const {
  const ScenarioPtr& scenario = bench_.scenario();
  switch (panel_.scope()) {
    case QueryScope::kLoading:
      return scenario ? tr("Not recorded") : tr("No scenario is open");
    case QueryScope::kOutside:
      return tr("The run executed no statement outside of its steps");
    case QueryScope::kRange:
      if (!range_) return tr("No steps are selected: drag over the bars in Steps");
      break;
    default:
      break;
  }
  if (ledger.steps.empty()) return tr("No steps yet: run a scenario to see its statements");
  if (ledger.counted.statements > 0)
    return tr("These steps executed %1 statements, but which they were is not recorded")
        .arg(count_text(ledger.counted.statements));
  QString text = tr("0 statements in these steps: everything they need was read before the first step.");
  if (ledger.outside_sums.statements > 0)
    text += tr("\nOutside of steps the run executed %1.").arg(counts_text(ledger.outside_sums));
  if (scenario) {
    const QuerySums loading = query_ledger(scenario->loading(), {}).outside_sums;
    if (loading.statements > 0)
      text += tr("\nLoading the scenario took %1 in %2.").arg(counts_text(loading), time_text(loading.ns));
  }
  return text + tr("\nProfile “baseline” asks the database in every step, as the reference does.");
}

void wire_ledger(MainWindow& window, Workbench& bench, const WindowParts& parts) {
  auto* room = new LedgerRoom(bench, *parts.queries, &window);
  QObject::connect(parts.strip, &StepStrip::rangeSelected, room, &LedgerRoom::show_range);
  QObject::connect(parts.strip, &StepStrip::rangeCleared, room, &LedgerRoom::drop_range);
}

}  // namespace stepscope::ui
