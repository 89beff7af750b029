#pragma once

#include <QPointF>
#include <QRectF>

namespace stepscope::ui {

// Which part of the rasters is looked at, the same in every tile. Zoom 0 shows all of them: as many whole screen pixels
// per pixel as there is room for, or less than one. Zoom n shows n screen pixels per pixel around `centre`.
struct RasterCamera {
  static constexpr int kLargestZoom = 24;

  int size_px{1};  // of the rasters
  int zoom{0};
  QPointF centre;  // position in the picture; of no meaning for zoom 0

  // Screen pixels per pixel in a tile.
  double scale(const QRectF& tile) const;
  QPointF to_widget(const QRectF& tile, QPointF picture) const;
  QPointF to_picture(const QRectF& tile, QPointF widget) const;
  // Where the whole raster lies; larger than the tile when zoomed in.
  QRectF raster_rect(const QRectF& tile) const;

  // One step in or out, so that what lies under `anchor` stays there.
  void zoom_by(int steps, const QRectF& tile, QPointF anchor);
  void pan(QPointF widget_pixels, const QRectF& tile);
  void fit() { zoom = 0; }

 private:
  void keep_inside();
};

}  // namespace stepscope::ui
