#include "ui/charts/timeline_painter.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/charts/span_text.h"
#include "ui/charts/stage_brush.h"
#include "ui/charts/stage_label.h"
#include "ui/models/quantity_text.h"

namespace stepscope::ui {

namespace {

constexpr int kPale = 60;  // alpha of what does not match

int pixel(double x) { return static_cast<int>(std::lround(std::clamp(x, -1e6, 1e6))); }

}  // namespace

TimelinePainter::TimelinePainter(QPainter& painter, const TimelineScene& scene, QRect area)
    : painter_(painter), scene_(scene), area_(area) {}

double TimelinePainter::x_of(std::int64_t clock_ns) const {
  return scene_.camera.x_of(static_cast<double>(scene_.data->axis().place_of(clock_ns)));
}

QRect TimelinePainter::rect_of(std::size_t row, int left, int right) const {
  const int top = area_.top() + scene_.lanes.top_of(row) - scene_.scroll;
  return {area_.left() + left, top, std::max(1, right - left), scene_.lanes.row_height() - 1};
}

bool TimelinePainter::any_match(std::size_t row, std::size_t first, std::size_t last) const {
  if (row >= scene_.matches.size()) return false;
  const auto& matches = scene_.matches[row];
  const auto at = std::lower_bound(matches.begin(), matches.end(), first);
  return at != matches.end() && *at < last;
}

void TimelinePainter::draw_rows() {
  const auto& rows = scene_.data->rows().rows();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const QRect place = rect_of(row, 0, 1);
    if (place.bottom() >= area_.top() && place.top() <= area_.bottom()) draw_row(row);
  }
}

void TimelinePainter::draw_row(std::size_t r) {
  const SpanRow& row = scene_.data->rows().rows()[r];
  const StepAxis& axis = scene_.data->axis();
  const TimelineCamera& camera = scene_.camera;
  const auto clock_at = [&](double x) { return axis.clock_at(static_cast<std::int64_t>(std::floor(camera.ns_at(x)))); };
  const std::int64_t end = clock_at(camera.width()) + 1;
  std::size_t i = row.first_ending_after(clock_at(0.0));
  while (i < row.size() && row.begin_ns(i) < end) {
    const double left = x_of(row.begin_ns(i)), right = x_of(row.end_ns(i));
    if (right - left >= kShortestSeen) {
      draw_span(r, i, pixel(std::max(left, -4.0)), pixel(std::min(right, camera.width() + 4.0)));
      ++i;
      continue;
    }
    // All that begin in this column; only the last of them can be long enough to be seen.
    const double column = std::floor(left);
    std::size_t next = std::max(i + 1, row.first_beginning_at(clock_at(column + 1.0), i + 1));
    if (next - i > 1 && x_of(row.end_ns(next - 1)) - x_of(row.begin_ns(next - 1)) >= kShortestSeen) --next;
    draw_column({.row = r, .first = i, .last = next, .x = static_cast<int>(column)}, camera.ns_per_pixel());
    i = next;
  }
}

void TimelinePainter::draw_column(const Run& run, double ns) {
  const SpanRow& row = scene_.data->rows().rows()[run.row];
  const QRect whole = rect_of(run.row, run.x, run.x + 1);
  const bool pale = scene_.searching && !any_match(run.row, run.first, run.last);
  const GroupTimes times = row.times_of(run.first, run.last);
  double sum = 0.0;
  for (const std::int64_t time : times) sum += static_cast<double>(time);
  // Something stays visible of the smallest; what lies beyond the column's end belongs to its neighbour.
  const double filled = std::clamp(sum / std::max(ns, 1.0), 0.15, 1.0) * whole.height();
  double below = 0.0;
  for (std::size_t g = 0; g < kStageGroupCount; ++g) {
    if (times[g] == 0) continue;
    const double above = below + static_cast<double>(times[g]);
    const int low = static_cast<int>(std::lround(filled * below / sum));
    const int high = static_cast<int>(std::lround(filled * above / sum));
    below = above;
    if (high == low) continue;
    QColor colour = Theme::stage(static_cast<StageGroup>(g));
    if (pale) colour.setAlpha(kPale);
    painter_.fillRect(whole.left(), whole.bottom() + 1 - high, 1, high - low, colour);
  }
  if (scene_.searching && !pale) painter_.fillRect(whole.left(), whole.bottom() - 1, 1, 2, scene_.theme.picked);
}

void TimelinePainter::draw_span(std::size_t r, std::size_t index, int left, int right) {
  const SpanRow& row = scene_.data->rows().rows()[r];
  const StageGroup group = group_of(row.stage(index));
  QRect rect = rect_of(r, left, right);
  if (rect.width() > 3) rect.setWidth(rect.width() - 1);  // so that two of one colour do not run together
  const bool match = scene_.searching && any_match(r, index, index + 1);
  if (scene_.searching && !match) {
    QColor colour = Theme::stage(group);
    colour.setAlpha(kPale);
    painter_.fillRect(rect, colour);
  } else if (rect.width() < 8 && group == StageGroup::kUnaccounted) {
    painter_.fillRect(rect, Theme::stage(group));
  } else {
    fill_stage(painter_, rect, group, scene_.theme);
  }
  if (match) {
    painter_.setPen(scene_.theme.picked);
    painter_.drawRect(rect.adjusted(0, 0, -1, -1));
  }
  const bool pale = scene_.searching && !match;
  const QRect seen = rect.intersected(area_);
  if (seen.width() < kNarrowestLabel) return;
  const auto ns = static_cast<double>(row.end_ns(index) - row.begin_ns(index));
  draw_stage_label(painter_, seen, name(row, index, seen.width()), duration_text(ns),
                   pale ? scene_.theme.muted_text : text_on_stage(group, scene_.theme),
                   group == StageGroup::kUnaccounted && !pale ? scene_.theme.chart_grid : QColor());
}

QString TimelinePainter::name(const SpanRow& row, std::size_t index, int width) const {
  if (row.stage(index) == Stage::kStep) {
    const QString number = count_text(row.place(index).step);
    const QString words = QCoreApplication::translate("Timeline", "step %1:").arg(number);
    return painter_.fontMetrics().horizontalAdvance(words) + 6 < width ? words : number;
  }
  constexpr std::size_t kMostLetters = 300;  // no box is wider
  const QString sql = statement_line(scene_.data->statement(row.statement(index)), kMostLetters);
  return sql.isEmpty() ? stage_name(row.stage(index)) : sql;
}

void TimelinePainter::draw_marks() {
  const StepAxis& axis = scene_.data->axis();
  QColor veil = scene_.theme.chart_background;
  veil.setAlpha(150);
  const StepRange scope = scene_.scope.within(axis.steps());
  if (scope.count() > 0) {
    const int left = pixel(scene_.camera.x_of(static_cast<double>(axis.begin(scope.first))));
    const int right = pixel(scene_.camera.x_of(static_cast<double>(axis.end(scope.last))));
    if (left > 0) painter_.fillRect(area_.left(), area_.top(), left, area_.height(), veil);
    if (right < area_.width())
      painter_.fillRect(area_.left() + right, area_.top(), area_.width() - right, area_.height(), veil);
  }
  draw_cursor();
  draw_selection();
  draw_measure();
}

void TimelinePainter::draw_cursor() {
  const StepAxis& axis = scene_.data->axis();
  if (scene_.cursor < 0 || scene_.cursor >= axis.steps()) return;
  const int left = area_.left() + pixel(scene_.camera.x_of(static_cast<double>(axis.begin(scene_.cursor))));
  const int right = area_.left() + pixel(scene_.camera.x_of(static_cast<double>(axis.end(scene_.cursor))));
  painter_.setPen(QPen(scene_.theme.cursor, 1));
  if (right - left < 4) return painter_.drawLine(left, area_.top(), left, area_.bottom());
  painter_.setPen(QPen(scene_.theme.cursor, 1, Qt::DotLine));
  painter_.drawLine(left, area_.top(), left, area_.bottom());
  painter_.drawLine(right, area_.top(), right, area_.bottom());
}

void TimelinePainter::draw_selection() {
  if (!scene_.has_selection() || scene_.data->span(scene_.selected) == nullptr) return;
  const auto at = scene_.data->rows().position_of(*scene_.data->tape(), scene_.selected);
  if (!at) return;
  const SpanRow& row = scene_.data->rows().rows()[at->row];
  const double left = x_of(row.begin_ns(at->index)), right = x_of(row.end_ns(at->index));
  if (right < 0.0 || left > area_.width()) return;
  const QRect rect = rect_of(at->row, pixel(std::max(left, -4.0)), pixel(std::min(right, area_.width() + 4.0)));
  painter_.setPen(QPen(scene_.theme.picked, 2));
  painter_.drawRect(rect.adjusted(-1, 0, 1, 0));
}

void TimelinePainter::draw_measure() {
  if (!scene_.measured) return;
  const auto [begin, end] = *scene_.measured;
  const int left = area_.left() + pixel(std::clamp(scene_.camera.x_of(begin), -4.0, area_.width() + 4.0));
  const int right = area_.left() + pixel(std::clamp(scene_.camera.x_of(end), -4.0, area_.width() + 4.0));
  QColor band = scene_.theme.accent;
  band.setAlpha(50);
  painter_.fillRect(left, area_.top(), right - left, area_.height(), band);
  painter_.setPen(QPen(scene_.theme.accent, 1));
  painter_.drawLine(left, area_.top(), left, area_.bottom());
  painter_.drawLine(right, area_.top(), right, area_.bottom());
}

}  // namespace stepscope::ui
