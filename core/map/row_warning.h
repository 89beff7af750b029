#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "core/map/road_map.h"

namespace stepscope {

// The one form of the warnings of a map: layer, row, field, what is wrong and what was done about it.
inline std::string row_warning(std::string_view layer, FeatureId fid, std::string_view field, std::string_view reason) {
  return fmt::format("layer {}, fid {}, field {}: {}", layer, fid, field, reason);
}

}  // namespace stepscope
