#pragma once

#include "core/features/raster_method.h"
#include "core/profile/engine_profile.h"

namespace stepscope {

// What the switches map-raster, agent-raster and features choose.
RasterMethod raster_method(const EngineProfile& profile);

}  // namespace stepscope
