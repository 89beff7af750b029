#include "ui/rasters/raster_place.h"

#include "core/geometry/relative_pose.h"

namespace stepscope::ui {

namespace {

// The drawing rules give a pixel the coordinate of its middle as a whole number.
constexpr double kMiddle = 0.5;

}  // namespace

RasterPlace RasterPlace::of_channel(RasterChannel channel, const EgoState& ego, const RasterParameters& parameters) {
  switch (channel) {
    case RasterChannel::kRoadMap:
    case RasterChannel::kBaselinePaths:
    case RasterChannel::kRoute:
    case RasterChannel::kRedLights:
    case RasterChannel::kSpeedLimit:
      return {ego.centre(), parameters.size_px, parameters.metres_per_pixel};
    case RasterChannel::kEgo:
    case RasterChannel::kAgents:
    case RasterChannel::kPastAgents:
    case RasterChannel::kEgoSpeed:
      break;
  }
  return of_rear_axle(ego, parameters);
}

RasterPlace RasterPlace::of_rear_axle(const EgoState& ego, const RasterParameters& parameters) {
  return {ego.rear_axle, parameters.size_px, parameters.metres_per_pixel};
}

QPointF RasterPlace::to_picture(Point2 map) const {
  const Pose2 vehicle = to_relative(origin_, {map.x, map.y, origin_.heading});
  const double half = size_px_ / 2.0;
  return {half - vehicle.y / metres_per_pixel_ + kMiddle, half - vehicle.x / metres_per_pixel_ - kMiddle};
}

Point2 RasterPlace::to_vehicle(QPointF picture) const {
  const double half = size_px_ / 2.0;
  return {(half - kMiddle - picture.y()) * metres_per_pixel_, (half + kMiddle - picture.x()) * metres_per_pixel_};
}

Point2 RasterPlace::to_map(QPointF picture) const {
  const Point2 vehicle = to_vehicle(picture);
  return to_absolute(origin_, {vehicle.x, vehicle.y, 0.0}).position();
}

}  // namespace stepscope::ui
