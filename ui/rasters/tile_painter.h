#pragma once

#include <QColor>
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

}  // namespace stepscope::ui
