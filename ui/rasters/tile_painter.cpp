#include "ui/rasters/tile_painter.h"

#include <QPolygonF>
#include <algorithm>
#include <utility>
#include <vector>

#include "ui/scene/scale_bar.h"

namespace stepscope::ui {

namespace {

constexpr int kSwatch = 9;
constexpr int kSwatchGap = 5;
constexpr int kEntryGap = 12;
constexpr int kManyPoses = 24;  // more are drawn as a line with few dots

void paint_swatch(QPainter& painter, const Theme& theme, QPoint left_middle, const QColor& colour) {
  const QRect swatch(left_middle.x(), left_middle.y() - kSwatch / 2, kSwatch, kSwatch);
  painter.fillRect(swatch, colour);
  painter.setPen(theme.border);
  painter.drawRect(swatch);
}

// Where each entry begins.
std::vector<QPoint> flow(const QFontMetrics& metrics, int width, std::span<const ChannelEntry> entries) {
  std::vector<QPoint> places;
  QPoint at(0, 0);
  for (const ChannelEntry& entry : entries) {
    const int needed = title_width(metrics, entry.text);
    if (at.x() > 0 && at.x() + needed > width) at = QPoint(0, at.y() + metrics.height());
    places.push_back(at);
    at.rx() += needed + kEntryGap;
  }
  return places;
}

void paint_title(QPainter& painter, const Theme& theme, const QRect& area, const TileContent& content) {
  QRect room = area.adjusted(0, 0, 0, -1);
  if (content.swatch.isValid()) {
    paint_swatch(painter, theme, {room.left(), room.center().y()}, content.swatch);
    room.setLeft(room.left() + kSwatch + kSwatchGap);
  }
  const QFontMetrics metrics = painter.fontMetrics();
  painter.setPen(theme.text);
  if (metrics.horizontalAdvance(content.title) > room.width() && content.swatch.isValid()) return;  // in the legend
  const QString title = metrics.elidedText(content.title, Qt::ElideRight, room.width());
  painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, title);
  room.setLeft(room.left() + metrics.horizontalAdvance(title) + 8);
  if (content.note.isEmpty() || metrics.horizontalAdvance(content.note) > room.width()) return;
  painter.setPen(theme.muted_text);
  painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, content.note);
}

void paint_plan(QPainter& painter, const Theme& theme, const QRectF& tile, const RasterCamera& camera,
                const TileContent& content) {
  if (content.plan.empty()) return;
  QPolygonF line;
  for (const Pose2& pose : content.plan) line << camera.to_widget(tile, content.place.to_picture(pose.position()));
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  for (const auto& [colour, width] : {std::pair(theme.scene_background, 3.5), std::pair(theme.cursor, 1.2)}) {
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
  }
  const auto every = std::max<qsizetype>(1, line.size() / kManyPoses + (line.size() > kManyPoses ? 1 : 0));
  painter.setPen(QPen(theme.scene_background, 1.0));
  painter.setBrush(theme.cursor);
  const double radius = tile.width() < 160.0 ? 1.4 : 2.6;
  for (qsizetype i = 0; i < line.size(); i += every) painter.drawEllipse(line[i], radius, radius);
  painter.setRenderHint(QPainter::Antialiasing, false);
}

void paint_pointed_at(QPainter& painter, const Theme& theme, const QRectF& tile, const RasterCamera& camera,
                      QPoint pixel) {
  const double side = std::max(camera.scale(tile), 5.0);
  const QPointF middle = camera.to_widget(tile, QPointF(pixel) + QPointF(0.5, 0.5));
  const QRectF square(middle.x() - side / 2.0, middle.y() - side / 2.0, side, side);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.scene_background, 3.0));
  painter.drawRect(square);
  painter.setPen(QPen(theme.picked, 1.0));
  painter.drawRect(square);
}

void paint_scale_bar(QPainter& painter, const Theme& theme, const QRectF& tile, double pixels_per_metre) {
  const double metres = scale_bar_metres(pixels_per_metre, tile.width() * 0.3);
  const double length = metres * pixels_per_metre;
  const QString text = length_text(metres);
  const QFontMetricsF metrics(painter.font());
  const QRectF plate(tile.left() + 5.0, tile.bottom() - metrics.height() - 12.0,
                     std::max(length, metrics.horizontalAdvance(text)) + 10.0, metrics.height() + 8.0);
  QColor background = theme.panel;
  background.setAlphaF(0.85F);
  painter.fillRect(plate, background);
  const QPointF left(plate.left() + 5.0, plate.bottom() - 3.0);
  painter.setPen(QPen(theme.text, 2.0, Qt::SolidLine, Qt::FlatCap));
  painter.drawPolyline(
      QPolygonF{{left + QPointF(0.0, -5.0), left, left + QPointF(length, 0.0), left + QPointF(length, -5.0)}});
  painter.drawText(QPointF(plate.left() + 5.0, plate.top() + metrics.ascent()), text);
}

}  // namespace

void paint_tile(QPainter& painter, const Theme& theme, const RasterTile& tile, const RasterCamera& camera,
                const TileContent& content) {
  painter.save();
  paint_title(painter, theme, tile.title, content);
  const QRectF area(tile.picture);
  painter.setClipRect(tile.picture);
  painter.fillRect(tile.picture, theme.window);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, camera.scale(area) < 1.0);
  painter.drawImage(camera.raster_rect(area), content.image);
  paint_plan(painter, theme, area, camera, content);
  if (content.pointed_at) paint_pointed_at(painter, theme, area, camera, *content.pointed_at);
  if (content.scale_bar) paint_scale_bar(painter, theme, area, camera.scale(area) / content.place.metres_per_pixel());
  painter.setClipping(false);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(theme.border);
  painter.drawRect(tile.picture.adjusted(0, 0, -1, -1));
  painter.restore();
}

int title_width(const QFontMetrics& metrics, const QString& title) {
  return kSwatch + kSwatchGap + metrics.horizontalAdvance(title) + 1;
}

int channel_legend_height(const QFontMetrics& metrics, int width, std::span<const ChannelEntry> entries) {
  return entries.empty() ? 0 : flow(metrics, width, entries).back().y() + metrics.height();
}

void paint_channel_legend(QPainter& painter, const Theme& theme, const QRect& area,
                          std::span<const ChannelEntry> entries) {
  const QFontMetrics metrics = painter.fontMetrics();
  const auto places = flow(metrics, area.width(), entries);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const QPoint at = area.topLeft() + places[i];
    paint_swatch(painter, theme, {at.x(), at.y() + metrics.height() / 2}, entries[i].swatch);
    painter.setPen(theme.text);
    painter.drawText(at + QPoint(kSwatch + kSwatchGap, metrics.ascent()), entries[i].text);
  }
}

}  // namespace stepscope::ui
