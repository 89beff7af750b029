#pragma once

#include <cstdint>

#include "core/geometry/corridor.h"

namespace stepscope {

// How a planner tells whether something stands in the corridor of a path. Both give the same answers.
enum class LeadSearchMethod : std::uint8_t {
  kPolygon,        // by the corridor's polygon, which GEOS builds, for every question: as the reference does
  kDistanceFirst,  // by distances to the path, and by the polygon where these cannot tell
};

constexpr CorridorMethod corridor_method(LeadSearchMethod method) {
  return method == LeadSearchMethod::kPolygon ? CorridorMethod::kGeos : CorridorMethod::kOutline;
}

}  // namespace stepscope
