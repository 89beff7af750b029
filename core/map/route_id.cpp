#include "core/map/route_id.h"

#include <charconv>

namespace stepscope {

const Roadblock* roadblock_of_route(const RoadMap& map, std::string_view id) {
  FeatureId number = 0;
  const char* const end = id.data() + id.size();
  const auto [stopped_at, problem] = std::from_chars(id.data(), end, number);
  if (problem != std::errc{} || stopped_at != end) return nullptr;
  return map.roadblock(number);
}

}  // namespace stepscope
