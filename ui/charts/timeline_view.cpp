#include "ui/charts/timeline_view.h"

#include <QPainter>
#include <algorithm>

#include "ui/charts/span_text.h"
#include "ui/charts/timeline_painter.h"
#include "ui/charts/timeline_ticks.h"
#include "ui/models/quantity_text.h"

namespace stepscope::ui {

namespace {
constexpr int kNarrow = 420;  // px, below it the names of the threads give way
constexpr int kTickWidth = 90;
}  // namespace

TimelineView::TimelineView(QWidget* parent) : QWidget(parent) {
  scene_.data = &nothing_;
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAccessibleName(tr("Timeline"));
  setAccessibleDescription(tr("Spans of the steps by time, nested, one lane per thread"));
  QFont small = font();
  small.setPointSizeF(small.pointSizeF() * 0.9);
  setFont(small);
}

int TimelineView::ruler_height() const { return fontMetrics().height() + 5; }

int TimelineView::gutter_width() const {
  if (width() < kNarrow) return 0;
  int widest = 0;
  for (const TimelineLanes::Lane& lane : scene_.lanes.lanes())
    widest = std::max(widest, fontMetrics().horizontalAdvance(lane_name(lane.lane)));
  return widest + 12;
}

QRect TimelineView::rows_area() const { return rect().adjusted(gutter_width(), ruler_height(), 0, 0); }

int TimelineView::most_scroll() const { return std::max(0, scene_.lanes.height() - rows_area().height()); }

void TimelineView::scroll_to(int y) { scene_.scroll = std::clamp(y, 0, most_scroll()); }

void TimelineView::set_data(const TimelineData* shown) {
  scene_.data = shown == nullptr ? &nothing_ : shown;
  data_changed();
}

void TimelineView::data_changed() {
  const auto& rows = scene_.data->rows().rows();
  scene_.lanes.arrange(rows, fontMetrics().height() + 3);
  scene_.matches.clear();
  if (scene_.searching)
    for (const SpanRow& row : rows) scene_.matches.push_back(matches_in(row, query_));
  if (scene_.has_selection() && scene_.data->span(scene_.selected) == nullptr) scene_.selected = {};
  if (scene_.data->empty()) {
    scene_.measured.reset();
    fits_scope_ = true;
  }
  scene_.camera.set_length(static_cast<double>(scene_.data->axis().length()));
  scene_.camera.set_width(rows_area().width());
  scroll_to(scene_.scroll);
  if (fits_scope_) fit_scope();
  told_.reset();
  update();
}

void TimelineView::set_scope(StepRange steps) {
  if (steps == scene_.scope) return;
  scene_.scope = steps;
  fit_scope();
}

void TimelineView::grow_scope(StepRange steps) {
  scene_.scope = steps;
  if (fits_scope_) fit_scope();
  update();
}

void TimelineView::keep_view_for(StepRange steps) {
  scene_.scope = steps;
  fits_scope_ = false;
  update();
}

void TimelineView::fit_scope() {
  fits_scope_ = true;
  const StepAxis& axis = scene_.data->axis();
  const StepRange scope = scene_.scope.within(axis.steps());
  if (scope.count() > 0)
    scene_.camera.show(static_cast<double>(axis.begin(scope.first)), static_cast<double>(axis.end(scope.last)));
  update();
}

void TimelineView::moved_by_user() {
  fits_scope_ = false;
  told_.reset();
  update();
}

void TimelineView::set_cursor(int step) {
  if (step == scene_.cursor) return;
  scene_.cursor = step;
  update();
}

void TimelineView::set_search(const SpanQuery& query) {
  query_ = query;
  scene_.searching = query.asks();
  scene_.matches.clear();
  if (scene_.searching)
    for (const SpanRow& row : scene_.data->rows().rows()) scene_.matches.push_back(matches_in(row, query_));
  update();
}

void TimelineView::select(SpanPlace place) {
  scene_.selected = place;
  const SpanRecord* span = scene_.has_selection() ? scene_.data->span(place) : nullptr;
  if (span != nullptr) {
    const StepAxis& axis = scene_.data->axis();
    const auto begin = static_cast<double>(axis.place_of(span->begin_ns));
    const auto end = static_cast<double>(axis.place_of(span->end_ns));
    if (begin < scene_.camera.begin() || end > scene_.camera.end()) {
      scene_.camera.bring_into_sight(begin, end);
      fits_scope_ = false;
    }
    if (const auto at = scene_.data->rows().position_of(*scene_.data->tape(), place)) {
      const int top = scene_.lanes.top_of(at->row), height = rows_area().height();
      if (top < scene_.scroll) scroll_to(top);
      if (top + scene_.lanes.row_height() > scene_.scroll + height) scroll_to(top + scene_.lanes.row_height() - height);
    }
  }
  update();
}

void TimelineView::zoom_to(SpanPlace place) {
  const SpanRecord* span = scene_.data->span(place);
  if (span == nullptr) return;
  const StepAxis& axis = scene_.data->axis();
  show_time(static_cast<double>(axis.place_of(span->begin_ns)), static_cast<double>(axis.place_of(span->end_ns)));
}

void TimelineView::show_time(double begin, double end) {
  scene_.camera.show(begin, end);
  moved_by_user();
}

void TimelineView::set_theme(const Theme& theme) {
  scene_.theme = theme;
  update();
}

void TimelineView::set_reason(const QString& reason) {
  reason_ = reason;
  update();
}

QString TimelineView::measured_text() const {
  if (!scene_.measured) return {};
  const auto [begin, end] = *scene_.measured;
  const StepAxis& axis = scene_.data->axis();
  const int first = axis.step_at(static_cast<std::int64_t>(begin)), last = axis.step_at(static_cast<std::int64_t>(end));
  const QString time = duration_text(end - begin);
  return first == last ? tr("%1 in step %2").arg(time, count_text(first))
                       : tr("%1 in steps %2–%3").arg(time, count_text(first), count_text(last));
}

void TimelineView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  scene_.camera.set_width(rows_area().width());
  scroll_to(scene_.scroll);
  if (fits_scope_) fit_scope();
}

void TimelineView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  draw(painter);
}

void TimelineView::draw(QPainter& painter) {
  painter.setFont(font());
  painter.fillRect(rect(), scene_.theme.chart_background);
  if (scene_.data->empty()) {
    painter.setPen(scene_.theme.muted_text);
    painter.drawText(rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap, reason_);
    return;
  }
  const QRect area = rows_area();
  painter.save();
  painter.setClipRect(area);
  TimelinePainter rows(painter, scene_, area);
  rows.draw_rows();
  rows.draw_marks();
  painter.restore();
  draw_gutter(painter);
  draw_ruler(painter);
  if (hasFocus()) {
    painter.setPen(scene_.theme.accent);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

void TimelineView::draw_ruler(QPainter& painter) {
  const QRect area = rows_area();
  const QRect ruler(area.left(), 0, area.width(), ruler_height());
  const StepAxis& axis = scene_.data->axis();
  const StepRange scope = scene_.scope.within(axis.steps());
  const double origin = scope.count() > 0 ? static_cast<double>(axis.begin(scope.first)) : 0.0;
  painter.setPen(scene_.theme.border);
  painter.drawLine(0, ruler.bottom(), width(), ruler.bottom());
  painter.save();
  painter.setClipRect(ruler);
  const int most = std::max(2, ruler.width() / kTickWidth);
  for (const TimelineTick& tick : timeline_ticks(scene_.camera.begin(), scene_.camera.end(), origin, most)) {
    const int x = area.left() + static_cast<int>(scene_.camera.x_of(tick.ns));
    painter.setPen(scene_.theme.border);
    painter.drawLine(x, ruler.bottom() - 5, x, ruler.bottom());
    if (x + 3 + fontMetrics().horizontalAdvance(tick.text) > ruler.right()) continue;  // never half a number
    painter.setPen(scene_.theme.muted_text);
    painter.drawText(QRect(x + 3, 0, 2 * kTickWidth, ruler.height() - 2), Qt::AlignLeft | Qt::AlignVCenter, tick.text);
  }
  if (const QString text = measured_text(); !text.isEmpty()) {
    const double middle = (scene_.measured->first + scene_.measured->second) / 2.0;
    QRect box = fontMetrics().boundingRect(text).adjusted(-5, 0, 5, 0);
    box.moveCenter(QPoint(area.left() + static_cast<int>(scene_.camera.x_of(middle)), ruler.center().y() - 1));
    box.moveLeft(std::clamp(box.left(), ruler.left(), std::max(ruler.left(), ruler.right() - box.width())));
    painter.fillRect(box, scene_.theme.selection);
    painter.setPen(scene_.theme.text);
    painter.drawText(box, Qt::AlignCenter, text);
  }
  painter.restore();
}

void TimelineView::draw_gutter(QPainter& painter) {
  const int wide = gutter_width();
  if (wide == 0) return;
  const QRect area = rows_area();
  painter.setPen(scene_.theme.muted_text);
  const StepRange scope = scene_.scope.within(scene_.data->steps());
  if (scope.count() > 0)
    painter.drawText(QRect(4, 0, wide - 6, ruler_height() - 2), Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(tr("step %1 +").arg(count_text(scope.first)), Qt::ElideRight, wide - 6));
  painter.save();
  painter.setClipRect(QRect(0, area.top(), wide, area.height()));
  for (const TimelineLanes::Lane& lane : scene_.lanes.lanes()) {
    const int top = area.top() + lane.top - scene_.scroll;
    painter.setPen(scene_.theme.text);
    painter.drawText(QRect(4, top, wide - 6, scene_.lanes.row_height()), Qt::AlignVCenter | Qt::AlignLeft,
                     lane_name(lane.lane));
    if (lane.top == 0) continue;
    painter.setPen(scene_.theme.border);
    painter.drawLine(0, top - 3, wide, top - 3);
  }
  painter.restore();
  painter.setPen(scene_.theme.border);
  painter.drawLine(wide - 2, 0, wide - 2, height());
}

ChartExport TimelineView::exporter() {
  return {.name = QStringLiteral("timeline"),
          .size = [this] { return size(); },
          .draw = [this](QPainter& painter) { draw(painter); },
          .csv =
              [this] {
                if (scene_.data->empty()) return QString();
                const StepAxis& axis = scene_.data->axis();
                return spans_csv(*scene_.data, {axis.step_at(static_cast<std::int64_t>(scene_.camera.begin())),
                                                axis.step_at(static_cast<std::int64_t>(scene_.camera.end()))});
              },
          .failed = [this](const QString& problem) { Q_EMIT exportFailed(problem); }};
}

}  // namespace stepscope::ui
