#pragma once

#include <QPainter>
#include <QPolygonF>

#include "core/world/tracked_object.h"
#include "ui/scene/view_transform.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// A box on the screen: logical pixels.
struct PixelBox {
  QPointF centre;
  double length{0.0};
  double width{0.0};
  QPointF forward{1.0, 0.0};  // unit vector of the heading
  double least{1.0};          // times the smallest size of a symbol; below 1 zoomed out, where symbols would pile up

  static PixelBox of(const OrientedBox& box, const ViewTransform& view);
  QPointF left() const { return {forward.y(), -forward.x()}; }
  // Point `along` half lengths ahead and `across` half widths to the left of the centre: (1, 1) is the front-left
  // corner.
  QPointF at(double along, double across) const {
    return centre + along * length / 2.0 * forward + across * width / 2.0 * left();
  }
  QPolygonF outline() const;
  // At least so large (times `least`), for what must not vanish when zoomed out.
  PixelBox at_least(double length_px, double width_px) const;
};

enum class Emphasis { kNone, kPicked };

// The symbol of an object: each type has its own shape and its own hue. Vehicle: box with a nose; pedestrian: circle;
// bicycle: lozenge; cone: triangle; barrier: hatched bar; sign: square with a bar; other: cross-marked box.
void draw_object(QPainter& painter, const Theme& theme, ObjectType type, const PixelBox& box, Emphasis emphasis);
// The ego: strongest colour, bright outline, a nose that shows where it heads.
void draw_ego(QPainter& painter, const Theme& theme, const PixelBox& box, Emphasis emphasis);
// A line with an arrow head; nothing if it is shorter than `head_px`.
void draw_arrow(QPainter& painter, QPointF from, QPointF to, const QColor& colour, double width_px, double head_px);
// Text with a halo of the background colour, so that it is legible on anything. `centre` of the text.
void draw_halo_text(QPainter& painter, const Theme& theme, QPointF centre, const QString& text, const QColor& colour);

}  // namespace stepscope::ui
