#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/features/raster_channel.h"

namespace stepscope::cli {

// Of an option --channels. The error lists the names that there are.
Result<std::vector<RasterChannel>> channels_of(std::span<const std::string> names);

}  // namespace stepscope::cli
