#include "ui/charts/strip_layers.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/charts/stage_brush.h"
#include "ui/charts/strip_text.h"

namespace stepscope::ui {

namespace {

constexpr int kEdge = 2;           // px, edge of a bar near or over the budget
constexpr int kDeadlineEdge = 5;   // px, of a bar over a second
constexpr std::size_t kMostLabels = 12;
constexpr int kVeil = 165;         // alpha over steps of another run

int pixel(QCPAxis* axis, double coordinate) { return static_cast<int>(std::lround(axis->coordToPixel(coordinate))); }

// Text on a plate of the chart's background, so that it can be read over bars.
void draw_plate(QPainter* painter, const QRect& place, const QString& text, const QColor& colour, QColor plate) {
  plate.setAlpha(225);
  painter->fillRect(place, plate);
  painter->setPen(colour);
  painter->drawText(place, Qt::AlignCenter, text);
}

QRect plate_for(const QPainter& painter, const QString& text) {
  const QFontMetrics metrics = painter.fontMetrics();
  return {0, 0, metrics.horizontalAdvance(text) + 8, metrics.height() + 1};
}

QRect pushed_inside(QRect rect, const QRect& frame) {
  if (rect.right() > frame.right()) rect.moveRight(frame.right());
  if (rect.left() < frame.left()) rect.moveLeft(frame.left());
  return rect;
}

QString selection_text(int first, int last) {
  return QCoreApplication::translate("StepStrip", "steps %1–%2 (%3)")
      .arg(count_text(first), count_text(last), count_text(last - first + 1));
}

// Where the selected range is named: at the foot of its middle. Null without a selection.
QRect selection_plate(const QPainter& painter, const StripScene& scene, QCPAxis* axis, const QRect& frame) {
  if (!scene.selection) return {};
  const auto [first, last] = *scene.selection;
  QRect plate = plate_for(painter, selection_text(first, last));
  plate.moveCenter({(pixel(axis, first - 0.5) + pixel(axis, last + 0.5)) / 2, 0});
  plate.moveBottom(frame.bottom() - 4);
  return pushed_inside(plate, frame);
}

}  // namespace

StripBars::StripBars(QCPAxis* key_axis, QCPAxis* value_axis, const StripScene& scene)
    : QCPAbstractPlottable(key_axis, value_axis), scene_(scene) {}

QCPRange StripBars::getKeyRange(bool& found, QCP::SignDomain) const {
  found = !scene_.data->empty();
  return {scene_.data->first_step() - 0.5, scene_.data->last_step() + 0.5};
}

QCPRange StripBars::getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const {
  found = !scene_.data->empty();
  return {0.0, in_unit(scene_.scale.upper_ns, scene_.scale.unit)};
}

// Left and right edge on whole pixels with a gap of one where there is room for it; top at the bar's full height.
QRect StripBars::bar_of(const StripColumn& column) const {
  const StepStripData& data = *scene_.data;
  const int left = pixel(mKeyAxis.data(), data.step(column.first) - 0.5);
  int right = pixel(mKeyAxis.data(), data.step(column.last) + 0.5);
  if (right - left >= 4) --right;
  const double shown_ns = std::min(static_cast<double>(data.wall_ns(column.worst)), scene_.scale.upper_ns);
  const int top = pixel(mValueAxis.data(), in_unit(shown_ns, scene_.scale.unit));
  const int bottom = pixel(mValueAxis.data(), 0.0);
  return {left, top, std::max(1, right - left), bottom - top};
}

void StripBars::draw(QCPPainter* painter) {
  painter->setAntialiasing(false);
  const double px_per_ns = mValueAxis->axisRect()->height() / scene_.scale.upper_ns;
  std::vector<QRect> bars;
  bars.reserve(scene_.columns->size());
  for (const StripColumn& column : *scene_.columns) {
    const QRect bar = bar_of(column);
    bars.push_back(bar);
    const GroupTimes& groups = scene_.data->groups(column.worst);
    std::int64_t below_ns = 0;
    int y = bar.bottom() + 1;
    for (std::size_t g = 0; g < kStageGroupCount && y > bar.top(); ++g) {
      below_ns += groups[g];
      const int next = std::max(bar.top(), bar.bottom() + 1 - static_cast<int>(std::lround(
                                                                   static_cast<double>(below_ns) * px_per_ns)));
      if (next < y)
        fill_stage(*painter, QRect(bar.left(), next, bar.width(), y - next), static_cast<StageGroup>(g), scene_.theme);
      y = std::min(y, next);
    }
  }
  draw_edges(painter, bars);
}

// Up to half the budget a bar is plain, up to the budget its edge is amber, over it red, over the limit a thick red cap.
void StripBars::draw_edges(QPainter* painter, const std::vector<QRect>& bars) const {
  const auto [budget, limit] = scene_.scale.budgets;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const std::int64_t wall = scene_.data->wall_ns((*scene_.columns)[i].worst);
    if (wall <= budget / 2) continue;
    const QColor colour = wall > budget ? scene_.theme.deadline_line : scene_.theme.budget_line;
    const int height = std::min(bars[i].height(), wall > limit ? kDeadlineEdge : kEdge);
    painter->fillRect(QRect(bars[i].left(), bars[i].top(), bars[i].width(), height), colour);
  }
}

void StripMarks::draw(QCPPainter* painter) {
  painter->setFont(mParentPlot->font());
  if (scene_.data->empty()) {
    painter->setPen(scene_.theme.muted_text);
    painter->drawText(clipRect(), Qt::AlignCenter | Qt::TextWordWrap,
                      QCoreApplication::translate("StepStrip", "No steps yet: run a scenario to see what each step costs"));
    return;
  }
  draw_fork(painter);
  draw_selection(painter);
  const auto [budget, limit] = scene_.scale.budgets;
  draw_line(painter, budget, scene_.theme.budget_line,
            QCoreApplication::translate("StepStrip", "%1 budget").arg(budget_text(budget)));
  draw_line(painter, limit, scene_.theme.deadline_line,
            QCoreApplication::translate("StepStrip", "%1 limit").arg(budget_text(limit)));
  draw_cut_bars(painter);
  draw_bookmarks(painter);
}

// The steps before are pale, and a line says where the run's own begin.
void StripMarks::draw_fork(QPainter* painter) const {
  if (scene_.first_own_step <= 0) return;
  const QRect frame = clipRect();
  const int x = std::clamp(pixel(mParentPlot->xAxis, scene_.first_own_step - 0.5), frame.left(), frame.right() + 1);
  QColor veil = scene_.theme.chart_background;
  veil.setAlpha(kVeil);
  painter->fillRect(QRect(frame.left(), frame.top(), x - frame.left(), frame.height()), veil);
  painter->setPen(QPen(scene_.theme.accent, 2));
  painter->drawLine(x, frame.top(), x, frame.bottom());

  const QString text =
      QCoreApplication::translate("StepStrip", "forked at step %1").arg(count_text(scene_.first_own_step));
  QRect plate = plate_for(*painter, text);
  plate.moveTopLeft({x + 3, frame.top() + frame.height() / 2 - plate.height() / 2});
  if (plate.right() > frame.right()) plate.moveRight(x - 3);
  draw_plate(painter, plate, text, scene_.theme.accent, scene_.theme.chart_background);
}

void StripMarks::draw_selection(QPainter* painter) const {
  if (!scene_.selection) return;
  const auto [first, last] = *scene_.selection;
  const QRect frame = clipRect();
  const int left = pixel(mParentPlot->xAxis, first - 0.5);
  const int right = pixel(mParentPlot->xAxis, last + 0.5);
  QColor fill = scene_.theme.accent;
  fill.setAlpha(45);
  painter->fillRect(QRect(left, frame.top(), right - left, frame.height()), fill);
  painter->setPen(scene_.theme.accent);
  painter->drawLine(left, frame.top(), left, frame.bottom());
  painter->drawLine(right, frame.top(), right, frame.bottom());

  draw_plate(painter, selection_plate(*painter, scene_, mParentPlot->xAxis, frame), selection_text(first, last),
             scene_.theme.text, scene_.theme.chart_background);
}

void StripMarks::draw_line(QPainter* painter, std::int64_t at_ns, const QColor& colour, const QString& name) const {
  if (!scene_.scale.shows(at_ns)) return;
  const QRect frame = clipRect();
  const int y = pixel(mParentPlot->yAxis, in_unit(static_cast<double>(at_ns), scene_.scale.unit));
  painter->setPen(QPen(colour, 1, Qt::DashLine));
  painter->drawLine(frame.left(), y, frame.right(), y);
  QRect plate = plate_for(*painter, name);
  plate.moveRight(frame.right() - 2);
  plate.moveBottom(y - 1);
  if (plate.top() < frame.top()) plate.moveTop(y + 2);
  draw_plate(painter, plate, name, colour, scene_.theme.chart_background);
}

// A notch through every cut bar and its height beside it, the tallest first, as far as there is room.
void StripMarks::draw_cut_bars(QPainter* painter) const {
  const StepStripData& data = *scene_.data;
  std::vector<const StripColumn*> cut;
  for (const StripColumn& column : *scene_.columns)
    if (scene_.scale.cuts(data.wall_ns(column.worst))) cut.push_back(&column);
  std::sort(cut.begin(), cut.end(), [&data](const StripColumn* a, const StripColumn* b) {
    return data.wall_ns(a->worst) > data.wall_ns(b->worst);
  });

  const QRect frame = clipRect();
  const auto edges = [this, &data](const StripColumn& column) {
    const int left = pixel(mParentPlot->xAxis, data.step(column.first) - 0.5);
    return std::pair(left, std::max(left + 2, pixel(mParentPlot->xAxis, data.step(column.last) + 0.5)));
  };
  const int notch = frame.top() + painter->fontMetrics().height() / 2 + 2;
  painter->setPen(QPen(scene_.theme.chart_background, 2));
  for (const StripColumn* column : cut) {
    const auto [left, right] = edges(*column);
    painter->drawLine(left - 1, notch + 3, right + 1, notch - 2);
    painter->drawLine(left - 1, notch + 8, right + 1, notch + 3);
  }
  // Over all notches: a height stands beside its own bar, maybe before another one.
  std::vector<QRect> taken;
  for (const StripColumn* column : cut) {
    if (taken.size() >= kMostLabels) break;
    const auto [left, right] = edges(*column);
    const QString text = QStringLiteral("↑ ") + duration_text(static_cast<double>(data.wall_ns(column->worst)));
    QRect plate = plate_for(*painter, text);
    plate.moveTopLeft({right + 2, frame.top() + 1});
    if (plate.right() > frame.right()) plate.moveRight(left - 3);
    const auto overlaps = [&plate](const QRect& other) { return other.intersects(plate); };
    if (std::any_of(taken.begin(), taken.end(), overlaps)) continue;
    draw_plate(painter, plate, text, scene_.theme.muted_text, scene_.theme.chart_background);
    taken.push_back(plate);
  }
}

// A triangle at the foot of the step; hollow without a note.
void StripMarks::draw_bookmarks(QPainter* painter) const {
  const QRect frame = clipRect();
  const int bottom = frame.bottom();
  for (const Bookmark& bookmark : scene_.bookmarks) {
    const int x = pixel(mParentPlot->xAxis, bookmark.step);
    if (x < frame.left() || x > frame.right() + 1) continue;
    painter->setPen(QPen(scene_.theme.chart_background, 5));
    const QPolygon triangle({{x - 5, bottom}, {x + 5, bottom}, {x, bottom - 9}});
    painter->drawPolygon(triangle);
    painter->setPen(QPen(scene_.theme.accent, 2));
    painter->setBrush(bookmark.note.isEmpty() ? scene_.theme.chart_background : scene_.theme.accent);
    painter->drawPolygon(triangle);
  }
}

void StripCursor::draw(QCPPainter* painter) {
  if (scene_.cursor_step < 0) return;
  const QRect frame = clipRect();
  const double exact = mParentPlot->xAxis->coordToPixel(scene_.cursor_step);
  if (exact < frame.left() || exact > frame.right() + 1) return;
  const int x = static_cast<int>(std::lround(exact));
  painter->setPen(QPen(scene_.theme.cursor, 1));
  painter->drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()));

  const auto index = scene_.data->index_of(scene_.cursor_step);
  const QString text = index ? step_summary(*scene_.data, *index)
                             : QCoreApplication::translate("StepStrip", "step %1").arg(count_text(scene_.cursor_step));
  painter->setFont(mParentPlot->font());
  QRect plate = plate_for(*painter, text);
  plate.moveTopLeft({x + 3, frame.top() + painter->fontMetrics().height() + 4});   // below the heights of cut bars
  if (plate.right() > frame.right()) plate.moveRight(x - 3);
  // In a low strip the name of the range is there, too.
  const QRect range = selection_plate(*painter, scene_, mParentPlot->xAxis, frame);
  if (plate.intersects(range)) plate.moveTop(std::max(frame.top(), range.top() - plate.height() - 1));
  QColor solid = scene_.theme.cursor;
  draw_plate(painter, plate, text, scene_.theme.chart_background, solid);
}

}  // namespace stepscope::ui
