#pragma once

#include <array>
#include <optional>

#include "core/features/line_rules.h"
#include "core/features/raster_parameters.h"
#include "core/world/tracked_object.h"

namespace stepscope {

// Corners of a box in the frame of a picture, with kAgentShift digits.
std::array<FixedPoint, 4> box_pixels(const RasterParameters& parameters, const OrientedBox& box);

// Corners of an object's box in the picture around the ego's rear axle; none if its centre is not inside the picture.
std::optional<std::array<FixedPoint, 4>> agent_pixels(const RasterParameters& parameters, const RasterFrame& rear_axle,
                                                      const TrackedObject& object);

// The rectangle that stands for the ego, whatever its pose: lowest and highest pixel of it, both included. The
// reference measures it in whole pixels from the rear axle and lays it about the middle of the picture.
std::array<PixelPlace, 2> ego_pixels(const RasterParameters& parameters);

}  // namespace stepscope
