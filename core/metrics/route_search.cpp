#include "core/metrics/route_search.h"

namespace stepscope {

namespace {

void keep_containing(std::span<const LaneSegment> segments, SegmentSpan candidates, Point2 p,
                     std::vector<std::uint32_t>& out) {
  for (const std::uint32_t i : candidates) {
    if (segments[i].area.contains(p)) out.push_back(i);
  }
}

}  // namespace

void segments_among(const RoadMap& map, SegmentSpan candidates, Point2 p, std::vector<std::uint32_t>& out) {
  out.clear();
  keep_containing(map.segments(), candidates, p, out);
  if (out.empty() && candidates.size() == 1)
    keep_containing(map.segments(), map.segments()[candidates.front()].outgoing, p, out);
}

Status segments_anywhere(const RoadMap& map, Point2 p, std::vector<std::uint32_t>& out) {
  map.segments_at(p, SegmentKind::kLane, out);
  if (out.size() > 1) return map.object_at(p, MapLayer::kLane).error();
  if (out.empty()) map.segments_at(p, SegmentKind::kLaneConnector, out);
  return {};
}

}  // namespace stepscope
