#pragma once

#include "core/map/road_map.h"
#include "core/metrics/corner_routes.h"

namespace stepscope {

// What the four corners of the ego have in common at one sample.
enum class Cornering : std::uint8_t {
  kNothing,  // some corners are off the lanes, or they are in unconnected ones
  kOffRoad,  // no corner is in any lane
  kCommon,   // there are segments that all corners share or that connect theirs
};

// Per sample the segments that all corners of the ego share; if there are none, those that connect the corners' ones.
class CommonRoute {
 public:
  CommonRoute(const RoadMap& map, const CornerRoutes& corners, std::size_t samples);

  Cornering at(std::size_t sample) const { return kinds_[sample]; }
  // Not empty exactly for kCommon.
  SegmentSpan segments(std::size_t sample) const { return lists_[sample]; }
  bool in_common(std::size_t sample) const { return kinds_[sample] == Cornering::kCommon; }

 private:
  std::vector<Cornering> kinds_;
  SegmentLists lists_;
};

}  // namespace stepscope
