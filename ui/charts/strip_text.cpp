#include "ui/charts/strip_text.h"

#include <QCoreApplication>
#include <QTextStream>

#include "ui/models/quantity_text.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

namespace {

QString say(const char* text) { return QCoreApplication::translate("StepStrip", text); }

QString tooltip_row(const QString& swatch, const QString& name, const QString& time, const QString& share) {
  return QStringLiteral("<tr><td>%1 %2</td><td align='right'>&nbsp;&nbsp;%3</td><td align='right'>&nbsp;&nbsp;%4</td></tr>")
      .arg(swatch, name, time, share);
}

// How a step stands to the budget, empty far below it.
QString budget_verdict(std::int64_t wall, const StepBudgets& budgets) {
  const auto by = [wall](std::int64_t line) { return duration_text(static_cast<double>(std::abs(wall - line))); };
  if (wall > budgets.limit_ns) return say("over the %1 limit by %2").arg(budget_text(budgets.limit_ns), by(budgets.limit_ns));
  if (wall > budgets.budget_ns)
    return say("over the %1 budget by %2").arg(budget_text(budgets.budget_ns), by(budgets.budget_ns));
  if (wall <= budgets.budget_ns / 2) return {};
  return say("within the %1 budget by %2").arg(budget_text(budgets.budget_ns), by(budgets.budget_ns));
}

}  // namespace

QString group_name(StageGroup group) {
  const std::string_view title = group_title(group);
  return QString::fromUtf8(title.data(), static_cast<qsizetype>(title.size()));
}

QString step_summary(const StepStripData& data, std::size_t index) {
  return say("step %1 · %2 s · %3")
      .arg(count_text(data.step(index)), QString::number(data.time_s(index), 'f', 1),
           duration_text(static_cast<double>(data.wall_ns(index))));
}

QString strip_tooltip(const StepStripData& data, const StripColumn& column, const StepBudgets& budgets) {
  QString text = QStringLiteral("<b>%1</b>").arg(step_summary(data, column.worst));
  if (column.first != column.last)
    text += QStringLiteral("<br>") + say("longest of steps %1–%2; zoom in to see them all")
                                         .arg(count_text(data.step(column.first)), count_text(data.step(column.last)));
  const QString verdict = budget_verdict(data.wall_ns(column.worst), budgets);
  if (!verdict.isEmpty()) text += QStringLiteral("<br>") + verdict;
  text += QStringLiteral("<table>");
  const auto wall = static_cast<double>(data.wall_ns(column.worst));
  const GroupTimes& groups = data.groups(column.worst);
  for (std::size_t g = kStageGroupCount; g-- > 0;) {   // as stacked: top to bottom
    if (groups[g] == 0) continue;
    const auto group = static_cast<StageGroup>(g);
    const auto time = static_cast<double>(groups[g]);
    text += tooltip_row(QStringLiteral("<span style='color:%1'>■</span>").arg(Theme::stage(group).name()),
                        group_name(group), duration_text(time), wall > 0.0 ? share_text(time / wall) : QString());
  }
  return text + QStringLiteral("</table>");
}

QString strip_csv(const StepStripData& data) {
  QString text;
  QTextStream out(&text);
  out << "step,t_s,total_ns";
  for (std::size_t g = 0; g < kStageGroupCount; ++g)
    out << ',' << group_name(static_cast<StageGroup>(g)).replace(QLatin1Char(' '), QLatin1Char('_')) << "_ns";
  out << '\n';
  for (std::size_t i = 0; i < data.size(); ++i) {
    out << data.step(i) << ',' << QString::number(data.time_s(i), 'f', 6) << ',' << data.wall_ns(i);
    for (const std::int64_t time : data.groups(i)) out << ',' << time;
    out << '\n';
  }
  return text;
}

}  // namespace stepscope::ui
