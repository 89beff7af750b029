#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/geometry/pose2.h"

namespace stepscope {

// What GEOS does to a line before it offsets one side of it (BufferInputLineSimplifier): vertices of shallow bends that
// are concave to that side are dropped, pass after pass. As GEOS samples its condition, only a vertex within the
// tolerance of the vertex before it can go; the first two and the last one stay. Keeps its scratch memory.
class LineSimplifier {
 public:
  // `concave`: 1 drops left bends, −1 right ones. The result is valid until the next call; it is `line` itself if
  // nothing is dropped.
  std::span<const Point2> simplified(std::span<const Point2> line, double tolerance, int concave);
  void reserve(std::size_t points);

 private:
  bool pass(std::span<const Point2> line, double tolerance, int concave);

  std::vector<std::uint32_t> next_;  // of each vertex: the next one that is kept
  std::vector<Point2> kept_;
};

}  // namespace stepscope
