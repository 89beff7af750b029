#pragma once

#include "core/map/road_map.h"
#include "core/metrics/segment_lists.h"

namespace stepscope {

// Which lane segments a sequence of points (centres of the ego) travels on: per point a list, empty where there is no
// lane. Where several connectors overlap, what follows decides which of them was meant, so the end of a route may
// change when it goes on.
class CentreRoute {
 public:
  // An error if a point lies in several lanes.
  static Result<CentreRoute> follow(const RoadMap& map, std::span<const Point2> points);

  std::size_t size() const { return route_.end(); }
  // The lists of the whole route.
  SegmentSpan operator[](std::size_t sample) const { return route_[sample]; }
  // What was found before later points narrowed it down; the list of the route is a part of it.
  const SegmentLists& found() const { return found_; }

  // If the route ended with sample `last`: its lists are those of the whole route up to settled(last) − 1 …
  std::size_t settled(std::size_t last) const { return settled_[last]; }
  // … and from settled(last) to `last` these.
  void ending_at(std::size_t last, SegmentLists& out) const { narrow(settled(last), last, out); }

 private:
  explicit CentreRoute(const RoadMap& map) : map_(&map) {}
  Status find(std::span<const Point2> points);
  void narrow(std::size_t first, std::size_t last, SegmentLists& out) const;

  const RoadMap* map_;
  SegmentLists found_, route_;
  std::vector<std::size_t> settled_;
};

}  // namespace stepscope
