#include "core/metrics/corner_routes.h"

#include <algorithm>

#include "core/metrics/route_search.h"

namespace stepscope {

Result<CornerRoutes> CornerRoutes::follow(const RoadMap& map, std::span<const EgoOutline> egos) {
  CornerRoutes routes;
  for (SegmentLists& lists : routes.corner) lists.reset(0, egos.size());
  std::vector<std::uint32_t> candidates, found;
  for (std::size_t k = 0; k < egos.size(); ++k) {
    candidates.clear();
    for (const SegmentLists& lists : routes.corner) {
      if (k == 0) break;
      for (const std::uint32_t segment : lists[k - 1]) {
        if (std::ranges::find(candidates, segment) == candidates.end()) candidates.push_back(segment);
      }
    }
    for (std::size_t c = 0; c < 4; ++c) {
      const Point2 p = egos[k].corners[c];
      segments_among(map, candidates, p, found);
      if (found.empty()) {
        if (Status searched = segments_anywhere(map, p, found); !searched.ok()) return searched.error();
        // An oddity of the reference: only here does what one corner finds become a candidate of the next corners.
        if (k == 1) candidates.insert(candidates.end(), found.begin(), found.end());
      }
      routes.corner[c].set(k, found);
    }
  }
  return routes;
}

}  // namespace stepscope
