#pragma once

#include <string_view>

#include "core/map/road_map.h"

namespace stepscope {

// The roadblock or roadblock connector that a route names by the decimal text of its id; null if the text is no number
// or the map has none of that id.
const Roadblock* roadblock_of_route(const RoadMap& map, std::string_view id);

}  // namespace stepscope
