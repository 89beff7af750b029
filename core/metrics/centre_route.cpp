#include "core/metrics/centre_route.h"

#include <algorithm>

#include "core/metrics/route_search.h"

namespace stepscope {

namespace {

constexpr double kStillNear = 5.0;  // m

bool in(SegmentSpan list, std::uint32_t segment) { return std::ranges::find(list, segment) != list.end(); }

bool starts_with(const RoadMap& map, SegmentSpan list, SegmentKind kind) {
  return !list.empty() && map.segments()[list.front()].kind == kind;
}

// A list of several segments cut down by the list of the next sample.
void cut_down(const RoadMap& map, SegmentSpan list, SegmentSpan next, std::vector<std::uint32_t>& out) {
  out.assign(list.begin(), list.end());
  if (next.size() < list.size() && std::ranges::all_of(next, [&](auto segment) { return in(list, segment); }))
    out.assign(next.begin(), next.end());
  if (!starts_with(map, next, SegmentKind::kLane)) return;
  // The reference looks at the list as it was here, not at what it has just been replaced by.
  const auto& leading_there = map.segments()[next.front()].incoming;
  if (std::ranges::none_of(list, [&](auto segment) { return in(leading_there, segment); })) return;
  out.clear();
  std::ranges::copy_if(list, std::back_inserter(out), [&](auto segment) { return in(leading_there, segment); });
}

}  // namespace

Result<CentreRoute> CentreRoute::follow(const RoadMap& map, std::span<const Point2> points) {
  CentreRoute route(map);
  if (Status found = route.find(points); !found.ok()) return found.error();
  if (!points.empty()) route.narrow(0, points.size() - 1, route.route_);
  return route;
}

Status CentreRoute::find(std::span<const Point2> points) {
  found_.reset(0, points.size());
  std::vector<std::uint32_t> current, previous;
  for (std::size_t k = 0; k < points.size(); ++k) {
    const Point2 p = points[k];
    previous.swap(current);
    current.clear();
    if (k > 0) segments_among(*map_, previous, p, current);
    if (current.empty()) {
      if (Status found = segments_anywhere(*map_, p, current); !found.ok()) return found;
      // Two connectors do not follow each other: from one connector to another, or to none within an intersection, the
      // point is held to have stayed where it was.
      if (k > 1 && starts_with(*map_, previous, SegmentKind::kLaneConnector) &&
          (current.empty() ? map_->is_in_layer(p, MapLayer::kIntersection)
                           : starts_with(*map_, current, SegmentKind::kLaneConnector))) {
        std::erase_if(previous,
                      [&](std::uint32_t i) { return !(map_->segments()[i].area.distance_to(p) < kStillNear); });
        if (!previous.empty()) current = previous;
      }
    }
    found_.set(k, current);
    settled_.push_back(current.size() <= 1 ? k + 1 : (k > 0 ? settled_[k - 1] : 0));
  }
  return {};
}

void CentreRoute::narrow(std::size_t first, std::size_t last, SegmentLists& out) const {
  out.reset(first, last + 1 - first);
  std::vector<std::uint32_t> list;
  for (std::size_t k = last + 1; k-- > first;) {
    if (k == last || found_[k].size() <= 1) {
      out.set(k, found_[k]);
    } else {
      cut_down(*map_, found_[k], out[k + 1], list);
      out.set(k, list);
    }
  }
}

}  // namespace stepscope
