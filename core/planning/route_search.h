#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/geometry/oriented_box.h"
#include "core/map/road_map.h"

namespace stepscope {

// The roadblocks a planner is to follow, and the lane segments they hold. Points into the map, which must outlive it.
class RouteRoadblocks {
 public:
  // An id in the middle of the route that the map does not have leaves a hole, as in the reference: it counts as a
  // roadblock without lanes. An error if there are fewer than two roadblocks, if the first, the second or the last is
  // not in the map, or if neither of the first two holds a lane.
  static Result<RouteRoadblocks> resolve(const RoadMap& map, std::span<const std::string> route);

  const RoadMap& map() const { return *map_; }
  std::span<const Roadblock* const> roadblocks() const { return roadblocks_; }  // null: not in the map
  // Indices in RoadMap::segments() of all lanes and lane connectors of the route, ascending.
  std::span<const std::uint32_t> candidates() const { return candidates_; }
  bool is_candidate(std::uint32_t segment) const;

 private:
  const RoadMap* map_{nullptr};
  std::vector<const Roadblock*> roadblocks_;
  std::vector<std::uint32_t> candidates_;
};

// Where a route begins: the first segment of the first roadblock, then of the second, in table order, that contains
// the centre of `ego`; if none does, the one whose area is nearest to the box (the first of several).
std::uint32_t starting_segment(const RouteRoadblocks& route, const OrientedBox& ego);

// The segments to drive along, from the start on. Never empty.
struct RoutePlan {
  std::vector<std::uint32_t> segments;
  bool reaches_goal{false};
};

// Breadth-first search along outgoing segments of the route (the reference's BreadthFirstSearch). The goal is a segment
// of the last roadblock at depth n, where the start has depth 1 and n is the number of roadblocks from the start's on:
// every roadblock is passed by exactly one segment. Of several goals the one found first wins. If there is none, the
// plan ends at the segment that was queued last, which may lie one step deeper than the goal. A segment reached from
// several others at one depth is entered from the one that came last.
RoutePlan search_route(const RouteRoadblocks& route, std::uint32_t start);

}  // namespace stepscope
