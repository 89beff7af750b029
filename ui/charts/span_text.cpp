#include "ui/charts/span_text.h"

#include <QCoreApplication>

#include "core/analysis/span_self.h"
#include "core/probe/counters.h"
#include "ui/charts/strip_text.h"
#include "ui/charts/timeline_lanes.h"
#include "ui/models/csv_text.h"
#include "ui/models/quantity_text.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

namespace {

constexpr int kLongestStatement = 600;  // letters in a tooltip

QString say(const char* text) { return QCoreApplication::translate("Timeline", text); }

QString as_qt(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString row(const QString& name, const QString& value) {
  return QStringLiteral("<tr><td>%1</td><td align='right'>&nbsp;&nbsp;%2</td></tr>").arg(name, value);
}

QString time_text(std::int64_t ns) { return duration_text(static_cast<double>(ns)); }

// "step 87", or the thread.
QString where(const TimelineData& data, SpanPlace place) {
  return place.step >= 0 ? say("step %1").arg(count_text(place.step)) : lane_name(data.span(place)->lane);
}

QString begin_text(const TimelineData& data, SpanPlace place) {
  const SpanRecord& span = *data.span(place);
  if (place.step < 0) return say("%1 into the run").arg(time_text(data.axis().place_of(span.begin_ns)));
  const auto step = data.tape()->of_step(static_cast<std::size_t>(place.step));
  return say("%1 into the step").arg(time_text(span.begin_ns - step.front().begin_ns));
}

QString counters_text(const StepTiming& timing) {
  QStringList counted;
  for (const CounterText& counter : kCounters)
    if (const std::int64_t value = timing.counters.*counter.value; value != 0)
      counted << QStringLiteral("%1 %2").arg(count_text(value), as_qt(counter.title));
  return counted.join(QStringLiteral(" · "));
}

}  // namespace

QString stage_name(Stage stage) { return as_qt(stage_title(stage)); }

QString statement_line(const StatementText* statement, std::size_t most) {
  return statement == nullptr ? QString() : QString::fromStdString(statement->sql.substr(0, most)).simplified();
}

QString span_name(Stage stage, std::int32_t statement, const TimelineData& data) {
  const QString sql = stage == Stage::kDatabase ? statement_line(data.statement(statement)) : QString();
  return sql.isEmpty() ? stage_name(stage) : QStringLiteral("%1: %2").arg(stage_name(stage), sql);
}

QString span_tooltip(const TimelineData& data, SpanPlace place) {
  const SpanRecord& span = *data.span(place);
  QString text = QStringLiteral("<b>%1</b> · %2<table>").arg(stage_name(span.stage), where(data, place));
  text += row(say("total"), time_text(duration_of(span))) + row(say("self"), time_text(data.self_ns(place)));
  if (const StepTiming* timing = data.timing(place.step); timing != nullptr && timing->wall_ns > 0)
    text += row(say("share of the step"),
                share_text(static_cast<double>(duration_of(span)) / static_cast<double>(timing->wall_ns)));
  text += row(say("begins"), begin_text(data, place)) + QStringLiteral("</table>");
  if (const QString sql = statement_line(data.statement(statement_of(span))); !sql.isEmpty())
    text += QStringLiteral("<p><code>%1</code></p>").arg(sql.left(kLongestStatement).toHtmlEscaped());
  if (const StepTiming* timing = data.timing(place.step))
    if (const QString counted = counters_text(*timing); !counted.isEmpty())
      text += QStringLiteral("<p>%1</p>").arg(say("the step: %1").arg(counted));
  return text;
}

QString folded_tooltip(const SpanRow& row_of_spans, std::size_t first, std::size_t last) {
  QString text = QStringLiteral("<b>%1</b>")
                     .arg(say("%1 spans, too short to be seen here").arg(count_text(static_cast<int>(last - first))));
  const SpanPlace from = row_of_spans.place(first), to = row_of_spans.place(last - 1);
  if (from.step >= 0)
    text += QStringLiteral("<br>") + (from.step == to.step
                                          ? say("in step %1").arg(count_text(from.step))
                                          : say("in steps %1–%2").arg(count_text(from.step), count_text(to.step)));
  text += QStringLiteral("<table>");
  const GroupTimes times = row_of_spans.times_of(first, last);
  for (std::size_t g = 0; g < kStageGroupCount; ++g)
    if (times[g] > 0)
      text +=
          row(QStringLiteral("<span style='color:%1'>■</span> %2")
                  .arg(Theme::stage(static_cast<StageGroup>(g)).name(),
                       row_of_spans.depth() == 0 && row_of_spans.lane() == 0 ? say("whole steps")
                                                                             : group_name(static_cast<StageGroup>(g))),
              time_text(times[g]));
  return text + QStringLiteral("</table>") + say("zoom in to see each");
}

QString span_line(const TimelineData& data, SpanPlace place) {
  const SpanRecord& span = *data.span(place);
  return say("%1 · %2 · total %3 · self %4 · begins %5")
      .arg(span_name(span.stage, statement_of(span), data), where(data, place), time_text(duration_of(span)),
           time_text(data.self_ns(place)), begin_text(data, place));
}

QString spans_csv(const TimelineData& data, StepRange steps) {
  QString text = csv_line({QStringLiteral("step"), QStringLiteral("lane"), QStringLiteral("depth"),
                           QStringLiteral("stage"), QStringLiteral("begin_in_step_ns"), QStringLiteral("total_ns"),
                           QStringLiteral("self_ns"), QStringLiteral("statement")});
  steps = steps.within(data.steps());
  std::vector<std::int64_t> self;
  std::vector<int> depth;
  for (int step = steps.first; step <= steps.last; ++step) {
    const auto spans = data.tape()->of_step(static_cast<std::size_t>(step));
    self_times(spans, self);
    depth.resize(spans.size());
    for (std::size_t i = 0; i < spans.size(); ++i) {
      const SpanRecord& span = spans[i];
      depth[i] = span.parent < 0 ? 0 : depth[static_cast<std::size_t>(span.parent)] + 1;
      text += csv_line({QString::number(step), QStringLiteral("0"), QString::number(depth[i]),
                        as_qt(span.stage == Stage::kStep ? std::string_view("step") : stage_key(span.stage)),
                        QString::number(span.begin_ns - spans.front().begin_ns), QString::number(duration_of(span)),
                        QString::number(self[i]), statement_line(data.statement(statement_of(span)))});
    }
  }
  return text;
}

}  // namespace stepscope::ui
