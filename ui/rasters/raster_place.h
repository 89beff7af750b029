#pragma once

#include <QPointF>

#include "core/features/raster_channel.h"
#include "core/features/raster_parameters.h"
#include "core/world/ego_state.h"

namespace stepscope::ui {

// Where the pixels of a channel lie on the ground. Positions in a picture count pixels from its upper left corner:
// pixel (column, row) covers [column, column + 1) × [row, row + 1). The reference draws the map around the centre of
// the ego's box and objects around its rear axle (docs/features.md).
class RasterPlace {
 public:
  RasterPlace(const Pose2& origin, int size_px, double metres_per_pixel)
      : origin_(origin), size_px_(size_px), metres_per_pixel_(metres_per_pixel) {}

  // What this channel is drawn around.
  static RasterPlace of_channel(RasterChannel channel, const EgoState& ego, const RasterParameters& parameters);
  // What the network's poses are relative to.
  static RasterPlace of_rear_axle(const EgoState& ego, const RasterParameters& parameters);

  const Pose2& origin() const { return origin_; }
  double metres_per_pixel() const { return metres_per_pixel_; }
  QPointF to_picture(Point2 map) const;
  Point2 to_map(QPointF picture) const;
  // x m ahead and y m to the left of the origin.
  Point2 to_vehicle(QPointF picture) const;

 private:
  Pose2 origin_;
  int size_px_;
  double metres_per_pixel_;
};

}  // namespace stepscope::ui
