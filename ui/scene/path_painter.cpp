#include "ui/scene/path_painter.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "ui/scene/symbols.h"

namespace stepscope::ui {

namespace {

constexpr std::int64_t kSecondUs = 1'000'000;
constexpr double kLongestGapS = 1.0;  // between shown frames that are joined by the trail

double band_px(const ViewTransform& view) { return std::max(kPacifica.width * view.pixels_per_metre, 5.0); }

}  // namespace

std::vector<TimeMark> time_marks(const Trajectory& plan, double label_gap_m) {
  std::vector<TimeMark> marks;
  if (plan.size() < 2) return marks;
  Point2 last_label = plan.states().front().rear_axle.position();
  for (std::int64_t us = kSecondUs; plan.start().us + us <= plan.end().us; us += kSecondUs) {
    const TrajectoryState state = plan.at_unchecked({plan.start().us + us});
    const bool labelled = distance(last_label, state.rear_axle.position()) >= label_gap_m;
    if (labelled) last_label = state.rear_axle.position();
    marks.push_back({static_cast<int>(us / kSecondUs), state.rear_axle, labelled});
  }
  return marks;
}

void draw_expert_path(QPainter& painter, const Theme& theme, const ViewTransform& view, std::span<const Point2> path) {
  QPolygonF points;
  for (const Point2 p : path) {
    const QPointF px = view.to_pixels(p);
    if (points.isEmpty() || (px - points.back()).manhattanLength() >= 1.0) points.append(px);
  }
  if (points.size() < 2) return;
  QPen pen(theme.expert_path, 1.6, Qt::CustomDashLine, Qt::FlatCap, Qt::RoundJoin);
  pen.setDashPattern({4.0, 3.0});
  painter.setBrush(Qt::NoBrush);
  painter.setPen(pen);
  painter.drawPolyline(points);
}

void draw_plan(QPainter& painter, const Theme& theme, const ViewTransform& view, const Trajectory& plan) {
  if (plan.size() < 2) return;
  QPolygonF points;
  for (const TrajectoryState& state : plan.states()) {
    const QPointF px = view.to_pixels(state.rear_axle.position());
    if (points.isEmpty() || (px - points.back()).manhattanLength() >= 1.0) points.append(px);
  }
  if (points.size() < 2) return;  // the plan is to stand
  const double width = band_px(view);
  QColor band = theme.planned_trajectory;
  band.setAlphaF(0.28f);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(band, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
  painter.drawPolyline(points);
  painter.setPen(QPen(theme.planned_trajectory, 2.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(points);
  painter.setPen(QPen(theme.planned_trajectory, 2.0, Qt::SolidLine, Qt::FlatCap));
  for (const TimeMark& mark : time_marks(plan, 0.0)) {
    const QPointF px = view.to_pixels(mark.pose.position()), ahead = view.direction(mark.pose.heading);
    const QPointF half = QPointF(-ahead.y(), ahead.x()) * width * 0.5;
    painter.drawLine(px - half, px + half);
  }
}

void draw_plan_labels(QPainter& painter, const Theme& theme, const ViewTransform& view, const Trajectory& plan) {
  const QFontMetricsF metrics(painter.font(), painter.device());
  const double label_px = metrics.horizontalAdvance(QStringLiteral("00 s"));
  const QColor text = theme.dark ? theme.planned_trajectory.lighter(125) : theme.planned_trajectory.darker(125);
  for (const TimeMark& mark : time_marks(plan, 1.3 * metrics.height() / view.pixels_per_metre)) {
    if (!mark.labelled) continue;
    const QPointF ahead = view.direction(mark.pose.heading), right(-ahead.y(), ahead.x());
    // Half the extent of the label across the way decides how far beside the band it stands.
    const double reach = std::abs(right.x()) * label_px / 2.0 + std::abs(right.y()) * metrics.height() / 2.0;
    draw_halo_text(painter, theme, view.to_pixels(mark.pose.position()) + right * (band_px(view) / 2.0 + reach + 3.0),
                   QStringLiteral("%1 s").arg(mark.seconds), text);
  }
}

double trail_px(const ViewTransform& view) { return std::max(3.0, 0.5 * view.pixels_per_metre); }
double replayed_px(const ViewTransform& view) { return std::max(2.0, 0.15 * view.pixels_per_metre); }

void draw_trail(QPainter& painter, const Theme& theme, const ViewTransform& view,
                std::span<const EgoTrail::Sample> samples, const EgoState& now, double seconds, int first_own) {
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const bool last = i + 1 == samples.size();
    const SimTime next_time = last ? now.time : samples[i + 1].time;
    const Point2 next = last ? now.rear_axle.position() : samples[i + 1].place;
    if (seconds_between(samples[i].time, next_time) > kLongestGapS) continue;
    const double age = seconds_between(samples[i].time, now.time) / seconds;
    QColor colour = theme.history_tail;
    colour.setAlphaF(static_cast<float>(std::clamp(1.0 - age, 0.0, 1.0)) * 0.85f);
    const double width = samples[i].step < first_own ? replayed_px(view) : trail_px(view);
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(view.to_pixels(samples[i].place), view.to_pixels(next));
  }
}

}  // namespace stepscope::ui
