#include "core/metrics/common_route.h"

#include <algorithm>

namespace stepscope {

namespace {

using Links = std::vector<std::uint32_t> LaneSegment::*;

bool in(SegmentSpan list, std::uint32_t segment) { return std::ranges::find(list, segment) != list.end(); }

// The segment is in the list or linked from one of its segments.
bool within(const RoadMap& map, SegmentSpan list, Links links, std::uint32_t segment) {
  return in(list, segment) ||
         std::ranges::any_of(list, [&](std::uint32_t i) { return in(map.segments()[i].*links, segment); });
}

struct Corners {
  SegmentSpan front_left, rear_left, rear_right, front_right;
};

void shared(const Corners& c, std::vector<std::uint32_t>& out) {
  std::ranges::copy_if(c.front_left, std::back_inserter(out), [&](std::uint32_t segment) {
    return in(c.rear_left, segment) && in(c.rear_right, segment) && in(c.front_right, segment);
  });
}

// Segments that connect the corners: at or before what the front corners are in, at or after what the rear ones are in.
void connecting(const RoadMap& map, const Corners& c, std::vector<std::uint32_t>& out) {
  const auto follows = [&](SegmentSpan from, SegmentSpan list) {
    return std::ranges::any_of(list, [&](auto segment) { return within(map, from, &LaneSegment::outgoing, segment); });
  };
  if (!follows(c.rear_right, c.rear_left) && !follows(c.rear_left, c.rear_right)) return;
  const auto consider = [&](std::uint32_t segment) {
    if (!in(out, segment) && within(map, c.rear_right, &LaneSegment::outgoing, segment) &&
        within(map, c.rear_left, &LaneSegment::outgoing, segment) &&
        within(map, c.front_right, &LaneSegment::incoming, segment))
      out.push_back(segment);
  };
  for (const std::uint32_t segment : c.front_left) {
    consider(segment);
    for (const std::uint32_t before : map.segments()[segment].incoming) consider(before);
  }
}

}  // namespace

CommonRoute::CommonRoute(const RoadMap& map, const CornerRoutes& corners, std::size_t samples) {
  lists_.reset(0, samples);
  std::vector<std::uint32_t> found;
  for (std::size_t k = 0; k < samples; ++k) {
    const Corners c{corners.corner[kFrontLeft][k], corners.corner[kRearLeft][k], corners.corner[kRearRight][k],
                    corners.corner[kFrontRight][k]};
    found.clear();
    const SegmentSpan lists[] = {c.front_left, c.rear_left, c.rear_right, c.front_right};
    const auto empty = std::ranges::count_if(lists, [](SegmentSpan list) { return list.empty(); });
    if (empty == 0) {
      shared(c, found);
      if (found.empty()) connecting(map, c, found);
    }
    kinds_.push_back(empty == 4 ? Cornering::kOffRoad : found.empty() ? Cornering::kNothing : Cornering::kCommon);
    lists_.set(k, found);
  }
}

}  // namespace stepscope
