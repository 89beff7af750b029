#include "core/features/raster_parameters.h"

#include <algorithm>
#include <cmath>

#include "core/features/map_shapes.h"

namespace stepscope {

namespace {

constexpr int kMaxSize = 4096;  // px: 256 MiB for four pictures

Error wrong(std::string field, std::string reason) {
  return {.file = {}, .place = "raster", .field = std::move(field), .reason = std::move(reason)};
}

}  // namespace

Status check(const RasterParameters& parameters) {
  if (parameters.size_px < 1 || parameters.size_px > kMaxSize)
    return wrong("size", std::to_string(parameters.size_px) + " pixels; possible are 1 to " + std::to_string(kMaxSize));
  if (!(parameters.metres_per_pixel >= 0.001 && parameters.metres_per_pixel <= 1000.0))
    return wrong("resolution",
                 std::to_string(parameters.metres_per_pixel) + " metres per pixel; possible are 0.001 to 1000");
  for (const RasterLayer& layer : parameters.road_map) {
    if (!has_polygons(layer.layer))
      return wrong("road map layers", std::string(layer_name(layer.layer)) + " has no polygons that could be filled");
    if (!std::isfinite(layer.colour))
      return wrong("road map layers", "the colour of " + std::string(layer_name(layer.layer)) + " is not a number");
  }
  for (const MapLayer layer : parameters.baseline_paths)
    if (!has_baselines(layer))
      return wrong("baseline path layers", std::string(layer_name(layer)) + " has no baseline paths");
  if (parameters.channels.empty()) return wrong("channels", "there are none");
  for (const RasterChannel channel : parameters.channels)
    if (std::ranges::count(parameters.channels, channel) > 1)
      return wrong("channels", std::string(channel_name(channel)) + " is there twice");
  const auto colours = {parameters.ego_colour, parameters.agent_colour, parameters.baseline_colour,
                        parameters.speed_scale};
  if (!std::ranges::all_of(colours, [](float colour) { return std::isfinite(colour); }))
    return wrong("colours", "a colour is not a number");
  return {};
}

}  // namespace stepscope
