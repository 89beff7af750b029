#include "ui/panels/run_status_bar.h"

#include <QStringList>

#include "ui/models/quantity_text.h"
#include "ui/panels/elided_label.h"

namespace stepscope::ui {

namespace {

// Of the budget the user has set.
QString misses_text(const RunStatistics& statistics) {
  const std::int64_t misses =
      statistics.deadlines.empty() ? statistics.misses_100ms : statistics.deadlines.front().misses;
  return RunStatusBar::tr("%1 misses").arg(count_text(misses));
}

}  // namespace

QString status_text(const RunFigures& figures) {
  if (figures.step < 0 || figures.steps == 0) return RunStatusBar::tr("no run yet");
  const RunStatistics& statistics = figures.statistics;
  QStringList parts;
  parts << RunStatusBar::tr("step %1").arg(figures.step) << RunStatusBar::tr("t %1 s").arg(figures.time_s, 0, 'f', 1)
        << RunStatusBar::tr("%1 (p95 %2)").arg(duration_text(figures.step_ns), duration_text(statistics.step.p95))
        << RunStatusBar::tr("%1× real time").arg(three_digits(statistics.real_time_factor))
        << misses_text(statistics)
        << RunStatusBar::tr("%1 statements/step")
               .arg(three_digits(static_cast<double>(statistics.counters.statements) / figures.steps));
  if (figures.not_drawn > 0) parts << RunStatusBar::tr("%1 frames not drawn").arg(count_text(figures.not_drawn));
  return parts.join(QStringLiteral(" · "));
}

RunStatusBar::RunStatusBar(QWidget* parent)
    : QStatusBar(parent), state_(new ElidedLabel(this)), run_(new ElidedLabel(this)) {
  run_->set_explanation(
      tr("Shown step, simulated time since the first, time of this step and 95th percentile of all so far; simulated "
         "seconds per second of stepping; steps over the budget; SQL statements per step.\nAt full speed steps come faster "
         "than a screen can show: those not drawn are counted, their timings are kept."));
  addWidget(run_, 1);
  addPermanentWidget(state_);
}

void RunStatusBar::show_status(const RunFigures& figures) { run_->set_full_text(status_text(figures)); }

void RunStatusBar::show_state(const QString& text) {
  state_text_ = text;
  write_state();
}

void RunStatusBar::show_pointed_at(const QString& text) {
  pointed_at_ = text;
  write_state();
}

void RunStatusBar::write_state() { state_->set_full_text(pointed_at_.isEmpty() ? state_text_ : pointed_at_); }

}  // namespace stepscope::ui
