#include "ui/models/deadline_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <cmath>

#include "ui/models/quantity_text.h"
#include "ui/models/step_budgets.h"

namespace stepscope::ui {

namespace {

QString say(const char* text) { return QCoreApplication::translate("DeadlineText", text); }

QString misses_text(const Deadline& deadline, int first_step) {
  const QString over = say("over %1: ").arg(budget_text(deadline.budget_ns));
  if (deadline.misses == 0) return over + say("none of %1").arg(count_text(deadline.steps));
  QString text = over + say("%1 of %2").arg(count_text(deadline.misses), count_text(deadline.steps));
  if (deadline.longest_streak > 1)
    text += say(", longest streak %1 from step %2")
                .arg(count_text(deadline.longest_streak), count_text(first_step + deadline.streak_begin));
  else
    text += say(", first at step %1").arg(count_text(first_step + deadline.streak_begin));
  return text;
}

QString headroom_text(const Deadline& deadline) {
  const QString p99 = duration_text(static_cast<double>(deadline.budget_ns) - deadline.headroom_ns);
  const QString by = duration_text(std::abs(deadline.headroom_ns));
  return (deadline.met_at_p99() ? say("p99 %1 meets %2 with %3 to spare") : say("p99 %1 is over %2 by %3"))
      .arg(p99, budget_text(deadline.budget_ns), by);
}

}  // namespace

QString deadline_text(const RunStatistics& statistics, int first_step) {
  if (statistics.step.count == 0) return {};
  QStringList parts;
  for (const Deadline& deadline : statistics.deadlines) parts << misses_text(deadline, first_step);
  if (!statistics.deadlines.empty()) parts << headroom_text(statistics.deadlines.front());
  parts << say("%1 × real time").arg(three_digits(statistics.real_time_factor));
  if (first_step == 0 && statistics.step.count > 1)
    parts << say("cold first step %1, the others at most %2")
                 .arg(duration_text(statistics.first_step_ns), duration_text(statistics.step_without_first.max));
  return parts.join(QStringLiteral(" · "));
}

}  // namespace stepscope::ui
