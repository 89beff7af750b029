#pragma once

#include <memory>
#include <span>

#include "core/geometry/cap_style.h"
#include "core/geometry/ring_set.h"

namespace stepscope {

// The polygon around a line as the GEOS library builds it: round joins, 16 segments per quarter circle. Owns a GEOS
// context; for one thread at a time.
class GeosBuffer {
 public:
  GeosBuffer();
  ~GeosBuffer();
  GeosBuffer(GeosBuffer&&) noexcept;
  GeosBuffer& operator=(GeosBuffer&&) noexcept;

  // All points within `half_width` metres of the line, with caps. Empty for an empty line, for one distinct point with
  // flat caps, and if a coordinate is not finite; a square around one distinct point with square caps.
  void buffer(std::span<const Point2> line, double half_width, CapStyle caps, RingSet& out);

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace stepscope
