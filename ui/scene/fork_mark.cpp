#include "ui/scene/fork_mark.h"

#include <cmath>

namespace stepscope::ui {

namespace {
constexpr double kRadiusPx = 4.5, kReachOfLinePx = 9.0;
}

void draw_fork_sign(QPainter& painter, const Theme& theme, QPointF centre, QPointF ahead) {
  const QPointF across(-ahead.y(), ahead.x());
  const auto line = [&] { painter.drawLine(centre - across * kReachOfLinePx, centre + across * kReachOfLinePx); };
  painter.setPen(QPen(theme.scene_background, 5.0, Qt::SolidLine, Qt::RoundCap));  // sets it off from any ground
  line();
  painter.setPen(QPen(theme.accent, 2.0, Qt::SolidLine, Qt::RoundCap));
  line();
  painter.setPen(QPen(theme.scene_background, 5.0));
  painter.setBrush(theme.scene_background);
  painter.drawEllipse(centre, kRadiusPx, kRadiusPx);
  painter.setPen(QPen(theme.accent, 2.0));
  painter.drawEllipse(centre, kRadiusPx, kRadiusPx);
  painter.setBrush(Qt::NoBrush);
}

void draw_fork_mark(QPainter& painter, const Theme& theme, const ViewTransform& view, const ForkMark& mark) {
  draw_fork_sign(painter, theme, view.to_pixels(mark.place.position()), view.direction(mark.place.heading));
}

bool on_fork_mark(const ForkMark& mark, const ViewTransform& view, QPointF px, double reach_px) {
  const QPointF gap = view.to_pixels(mark.place.position()) - px;
  return std::hypot(gap.x(), gap.y()) <= reach_px + kRadiusPx;
}

}  // namespace stepscope::ui
