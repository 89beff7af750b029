#include "ui/scene/symbols.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace stepscope::ui {

namespace {

constexpr double kDetailPx = 9.0;         // boxes shorter than this are drawn without outline and nose
constexpr double kFullSymbolScale = 3.0;  // pixels per metre

QColor edge_of(const Theme& theme, const QColor& fill) { return theme.dark ? fill.lighter(135) : fill.darker(145); }

void nose(QPainter& painter, const PixelBox& box, const QColor& colour) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawPolygon(QPolygonF{{box.at(0.92, 0.0), box.at(0.45, 0.62), box.at(0.45, -0.62)}});
}

void draw_vehicle(QPainter& painter, const Theme& theme, const PixelBox& box) {
  const PixelBox shown = box.at_least(4.0, 2.5);
  painter.drawPolygon(shown.outline());
  if (shown.length < kDetailPx) return;
  nose(painter, shown, theme.dark ? QColor(0x1C, 0x1F, 0x24) : QColor(0xFF, 0xFF, 0xFF));
}

void draw_pedestrian(QPainter& painter, const PixelBox& box) {
  const double radius = std::max({box.length / 2.0, box.width / 2.0, 3.0 * box.least});
  painter.drawEllipse(box.centre, radius, radius);
  if (radius < 4.0) return;
  painter.drawLine(box.centre, box.centre + radius * box.forward);
}

void draw_bicycle(QPainter& painter, const PixelBox& box) {
  const PixelBox shown = box.at_least(8.0, 6.0);
  painter.drawPolygon(QPolygonF{{shown.at(1, 0), shown.at(0, 1.15), shown.at(-1, 0), shown.at(0, -1.15)}});
  painter.drawLine(shown.centre, shown.at(1, 0));
}

void draw_cone(QPainter& painter, const PixelBox& box) {
  const double r = std::max({box.length * 0.75, box.width * 0.75, 4.0 * box.least});
  painter.drawPolygon(QPolygonF{{box.centre + QPointF(0, -r), box.centre + QPointF(0.87 * r, 0.5 * r),
                                 box.centre + QPointF(-0.87 * r, 0.5 * r)}});
}

void draw_barrier(QPainter& painter, const Theme& theme, const PixelBox& box) {
  const PixelBox shown = box.at_least(4.0, 4.0);
  painter.drawPolygon(shown.outline());
  painter.setPen(Qt::NoPen);
  painter.setBrush(
      QBrush(theme.dark ? QColor(0xFF, 0xFF, 0xFF, 150) : QColor(0xFF, 0xFF, 0xFF, 190), Qt::BDiagPattern));
  painter.drawPolygon(shown.outline());
}

void draw_sign(QPainter& painter, const Theme& theme, const PixelBox& box) {
  const double r = std::max({box.length / 2.0, box.width / 2.0, 4.0 * box.least});
  painter.drawRect(QRectF(box.centre - QPointF(r, r), box.centre + QPointF(r, r)));
  painter.setPen(QPen(theme.dark ? QColor(0x1C, 0x1F, 0x24) : QColor(0xFF, 0xFF, 0xFF), std::max(1.0, r * 0.35)));
  painter.drawLine(box.centre - QPointF(r * 0.55, 0), box.centre + QPointF(r * 0.55, 0));
}

void draw_generic(QPainter& painter, const PixelBox& box) {
  const PixelBox shown = box.at_least(5.0, 5.0);
  painter.drawPolygon(shown.outline());
  painter.drawLine(shown.at(1, 1), shown.at(-1, -1));
  painter.drawLine(shown.at(1, -1), shown.at(-1, 1));
}

void draw_picked_ring(QPainter& painter, const Theme& theme, const PixelBox& box) {
  PixelBox ring = box.at_least(10.0, 10.0);
  ring.length += 7.0;
  ring.width += 7.0;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.scene_background, 4.5, Qt::SolidLine, Qt::SquareCap, Qt::RoundJoin));
  painter.drawPolygon(ring.outline());
  painter.setPen(QPen(theme.picked, 2.5, Qt::SolidLine, Qt::SquareCap, Qt::RoundJoin));
  painter.drawPolygon(ring.outline());
}

}  // namespace

PixelBox PixelBox::of(const OrientedBox& box, const ViewTransform& view) {
  return {view.to_pixels(box.centre.position()), box.length * view.pixels_per_metre, box.width * view.pixels_per_metre,
          view.direction(box.centre.heading), std::clamp(view.pixels_per_metre / kFullSymbolScale, 0.45, 1.0)};
}

QPolygonF PixelBox::outline() const { return QPolygonF{{at(1, 1), at(-1, 1), at(-1, -1), at(1, -1)}}; }

PixelBox PixelBox::at_least(double length_px, double width_px) const {
  return {centre, std::max(length, least * length_px), std::max(width, least * width_px), forward, least};
}

void draw_object(QPainter& painter, const Theme& theme, ObjectType type, const PixelBox& box, Emphasis emphasis) {
  if (emphasis == Emphasis::kPicked) draw_picked_ring(painter, theme, box);
  const QColor fill = theme.object(type);
  painter.setBrush(fill);
  const bool outlined = type == ObjectType::kVehicle ? box.length >= kDetailPx : box.least > 0.6;
  painter.setPen(outlined ? QPen(edge_of(theme, fill), 1.0) : QPen(Qt::NoPen));
  switch (type) {
    case ObjectType::kVehicle:
      return draw_vehicle(painter, theme, box);
    case ObjectType::kPedestrian:
      return draw_pedestrian(painter, box);
    case ObjectType::kBicycle:
      return draw_bicycle(painter, box);
    case ObjectType::kTrafficCone:
      return draw_cone(painter, box);
    case ObjectType::kBarrier:
      return draw_barrier(painter, theme, box);
    case ObjectType::kConstructionSign:
      return draw_sign(painter, theme, box);
    case ObjectType::kGenericObject:
      return draw_generic(painter, box);
  }
}

void draw_ego(QPainter& painter, const Theme& theme, const PixelBox& box, Emphasis emphasis) {
  if (emphasis == Emphasis::kPicked) draw_picked_ring(painter, theme, box);
  const PixelBox shown = box.at_least(10.0, 6.0);
  painter.setBrush(theme.ego);
  painter.setPen(QPen(theme.ego_outline, 2.0, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
  painter.drawPolygon(shown.outline());
  nose(painter, shown, theme.dark ? QColor(0x10, 0x20, 0x2C) : QColor(0xFF, 0xFF, 0xFF));
}

void draw_arrow(QPainter& painter, QPointF from, QPointF to, const QColor& colour, double width_px, double head_px) {
  const QPointF way = to - from;
  const double length = std::hypot(way.x(), way.y());
  if (length < head_px) return;
  const QPointF forward = way / length, across(-forward.y(), forward.x());
  const QPointF neck = to - head_px * forward;
  painter.setPen(QPen(colour, width_px, Qt::SolidLine, Qt::FlatCap));
  painter.drawLine(from, neck);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawPolygon(QPolygonF{{to, neck + 0.5 * head_px * across, neck - 0.5 * head_px * across}});
}

void draw_halo_text(QPainter& painter, const Theme& theme, QPointF centre, const QString& text, const QColor& colour) {
  const QFontMetricsF metrics(painter.font(), painter.device());
  const QPointF at(centre.x() - metrics.horizontalAdvance(text) / 2.0,
                   centre.y() + (metrics.ascent() - metrics.descent()) / 2.0);
  QPainterPath path;
  path.addText(at, painter.font(), text);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.scene_background, 3.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(path);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawPath(path);
}

}  // namespace stepscope::ui
