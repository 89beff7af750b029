#pragma once

#include <QColor>
#include <QFontMetrics>
#include <QImage>
#include <QPainter>
#include <QPoint>
#include <QString>
#include <optional>
#include <span>

#include "core/geometry/pose2.h"
#include "ui/rasters/raster_camera.h"
#include "ui/rasters/raster_place.h"
#include "ui/rasters/raster_tiles.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// What one tile shows.
struct TileContent {
  QString title;
  QString note;   // at the right end of the title
  QColor swatch;  // invalid: none
  QImage image;   // one pixel per pixel
  RasterPlace place;
  std::span<const Pose2> plan;       // empty: not drawn
  std::optional<QPoint> pointed_at;  // column and row
  bool scale_bar{false};
};

void paint_tile(QPainter& painter, const Theme& theme, const RasterTile& tile, const RasterCamera& camera,
                const TileContent& content);

// Coloured squares with their names, one after another in lines of text from the top of `area`.
struct ChannelEntry {
  QColor swatch;
  QString text;
};
void paint_channel_legend(QPainter& painter, const Theme& theme, const QRect& area,
                          std::span<const ChannelEntry> entries);
// How high it is in this width.
int channel_legend_height(const QFontMetrics& metrics, int width, std::span<const ChannelEntry> entries);
// How wide the title of a tile must be to be read whole.
int title_width(const QFontMetrics& metrics, const QString& title);

}  // namespace stepscope::ui
