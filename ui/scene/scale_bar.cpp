#include "ui/scene/scale_bar.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "ui/scene/symbols.h"

namespace stepscope::ui {

double scale_bar_metres(double pixels_per_metre, double room_px) {
  const double room_m = room_px / pixels_per_metre;
  // The small addition keeps a room of exactly 10 m at 10 m in spite of rounding.
  const double decade = std::pow(10.0, std::floor(std::log10(room_m) + 1e-9));
  for (const double step : {5.0, 2.0})
    if (step * decade <= room_m * (1.0 + 1e-9)) return step * decade;
  return decade;
}

QString length_text(double metres) {
  if (metres >= 1000.0) return QStringLiteral("%1 km").arg(metres / 1000.0);
  if (metres >= 1.0) return QStringLiteral("%1 m").arg(metres);
  return QStringLiteral("%1 cm").arg(metres * 100.0);
}

void draw_scale_bar(QPainter& painter, const Theme& theme, const ViewTransform& view, const QRectF& area) {
  const double metres = scale_bar_metres(view.pixels_per_metre, std::min(140.0, area.width() * 0.3));
  const double length = metres * view.pixels_per_metre;
  const QPointF left = area.bottomLeft() + QPointF(1.0, -2.0);
  const QPointF right = left + QPointF(length, 0.0), up(0.0, -6.0);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  for (const auto& [colour, width] : {std::pair(theme.scene_background, 5.0), std::pair(theme.text, 2.0)}) {
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF{{left + up, left, right, right + up}});
  }
  const QFontMetricsF metrics(painter.font(), painter.device());
  const QString text = length_text(metres);
  const double centre = left.x() + std::max(length, metrics.horizontalAdvance(text)) / 2.0;
  draw_halo_text(painter, theme, {centre, left.y() - metrics.height() / 2.0 - 4.0}, text, theme.text);
  painter.restore();
}

void draw_north_arrow(QPainter& painter, const Theme& theme, const ViewTransform& view, const QRectF& area) {
  const QFontMetricsF metrics(painter.font(), painter.device());
  const double radius = metrics.height() * 1.05;
  const QPointF centre = area.topRight() + QPointF(-radius - 1.0, radius + 1.0);
  const QPointF north = view.direction(std::numbers::pi / 2.0), east(-north.y(), north.x());
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  QColor plate = theme.panel;
  plate.setAlphaF(0.8f);
  painter.setPen(QPen(theme.border, 1.0));
  painter.setBrush(plate);
  painter.drawEllipse(centre, radius, radius);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.error);
  const QPointF tip = centre + north * radius * 0.92;
  const QPointF base = centre + north * radius * 0.38;
  painter.drawPolygon(QPolygonF{{tip, base + east * radius * 0.3, base - east * radius * 0.3}});
  painter.setPen(theme.text);
  const QPointF at = centre - north * radius * 0.25;
  painter.drawText(QRectF(at - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)), Qt::AlignCenter,
                   QStringLiteral("N"));
  painter.restore();
}

void draw_ruler(QPainter& painter, const Theme& theme, const ViewTransform& view, Point2 from, Point2 to) {
  const QPointF a = view.to_pixels(from), b = view.to_pixels(to);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  for (const auto& [colour, width] : {std::pair(theme.scene_background, 5.0), std::pair(theme.picked, 2.0)}) {
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(a, b);
  }
  painter.setPen(QPen(theme.scene_background, 1.0));
  painter.setBrush(theme.picked);
  painter.drawEllipse(a, 4.0, 4.0);
  painter.drawEllipse(b, 4.0, 4.0);
  const QFontMetricsF metrics(painter.font(), painter.device());
  draw_halo_text(painter, theme, b + QPointF(0.0, -metrics.height()),
                 QStringLiteral("%1 m").arg(distance(from, to), 0, 'f', 2), theme.text);
  painter.restore();
}

}  // namespace stepscope::ui
