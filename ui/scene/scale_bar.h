#pragma once

#include <QPainter>
#include <QRectF>
#include <QString>

#include "ui/scene/view_transform.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// A round length (1, 2 or 5 times a power of ten, metres) for a scale bar of at most `room_px`.
double scale_bar_metres(double pixels_per_metre, double room_px);
// "20 m", "1 km", "50 cm"
QString length_text(double metres);

// Bar with its length at the lower left of `area`.
void draw_scale_bar(QPainter& painter, const Theme& theme, const ViewTransform& view, const QRectF& area);
// Arrow to the north with an N, at the upper right of `area`.
void draw_north_arrow(QPainter& painter, const Theme& theme, const ViewTransform& view, const QRectF& area);
// A measured distance: line, end marks and its length.
void draw_ruler(QPainter& painter, const Theme& theme, const ViewTransform& view, Point2 from, Point2 to);

}  // namespace stepscope::ui
