#pragma once

#include <array>

#include "core/map/road_map.h"
#include "core/metrics/ego_outline.h"
#include "core/metrics/segment_lists.h"

namespace stepscope {

// Which lane segments each corner of the ego is in, per sample: front left, rear left, rear right, front right. A
// sample's lists do not depend on later samples.
struct CornerRoutes {
  std::array<SegmentLists, 4> corner;

  // An error if a corner lies in several lanes.
  static Result<CornerRoutes> follow(const RoadMap& map, std::span<const EgoOutline> egos);
};

}  // namespace stepscope
