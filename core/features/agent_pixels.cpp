#include "core/features/agent_pixels.h"

namespace stepscope {

std::array<FixedPoint, 4> box_pixels(const RasterParameters& parameters, const OrientedBox& box) {
  const double half = parameters.half_size_m();
  const auto fixed = [&](double coordinate) {
    return to_fixed((coordinate + half) / (half + half) * parameters.size_px, kAgentShift);
  };
  const auto corners = box.corners();
  std::array<FixedPoint, 4> out;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = {fixed(corners[i].x), fixed(corners[i].y)};
  return out;
}

std::optional<std::array<FixedPoint, 4>> agent_pixels(const RasterParameters& parameters, const RasterFrame& rear_axle,
                                                      const TrackedObject& object) {
  const double half = parameters.half_size_m();
  const auto shown = [half](double coordinate) { return -half < coordinate && coordinate < half; };
  OrientedBox box = object.box;
  box.centre = rear_axle.from_map(object.box.centre);
  if (!shown(box.centre.x) || !shown(box.centre.y)) return std::nullopt;
  return box_pixels(parameters, box);
}

std::array<PixelPlace, 2> ego_pixels(const RasterParameters& parameters) {
  const auto pixels = [&](double metres) { return static_cast<std::int64_t>(metres / parameters.metres_per_pixel); };
  const std::int64_t middle = parameters.size_px / 2;
  const std::int64_t half_width = pixels(parameters.vehicle.width) / 2;
  // The reference counts rows of this picture from the front and does not turn it over.
  const std::int64_t rear_row = parameters.size_px - 1 - middle - pixels(parameters.vehicle.rear_length);
  const std::int64_t front_row = parameters.size_px - 1 - middle + pixels(parameters.vehicle.front_length);
  return {PixelPlace{middle - half_width, rear_row}, PixelPlace{middle + half_width, front_row}};
}

}  // namespace stepscope
