#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/geometry/cap_style.h"
#include "core/geometry/geos_buffer.h"
#include "core/geometry/offset_outline.h"
#include "core/geometry/ring_set.h"

namespace stepscope {

// Who builds the polygon of a corridor. Both give the same polygon to the rounding of its vertices.
enum class CorridorMethod : std::uint8_t {
  kGeos,     // the GEOS library, always
  kOutline,  // our own offset curves where they are the outline (offset_outline.h), GEOS otherwise
};

// The ground that something of a given width covers along a line: the reference's LineString.buffer (shapely 2.0.1,
// GEOS 3.11), with 16 segments per quarter circle and round joins. The polygon is built when a question needs it, and
// its memory is used again by the next assign(). For one thread at a time.
class Corridor {
 public:
  explicit Corridor(CorridorMethod method = CorridorMethod::kOutline) : method_(method) {}

  // The line is copied. Defined for every line: without points, or one point with flat caps: the empty region; one
  // point (or several equal ones) with square caps: the square around it.
  void assign(std::span<const Point2> line, double half_width, CapStyle caps);
  void clear() { assign({}, 0.0, CapStyle::kFlat); }
  // Room for a line of this many points with gentle bends, and its polygon.
  void reserve(std::size_t points);

  std::span<const Point2> line() const { return line_; }
  double half_width() const { return half_width_; }
  // Contains the corridor; a little larger than needed. Costs nothing.
  const Bounds& reach() const { return reach_; }
  // Whether it may share a point with something inside these bounds: false is certain. Builds nothing.
  bool may_reach(const Bounds& bounds) const;
  // Its polygon.
  const RingSet& polygon();
  // How often it asked GEOS since it was made.
  std::int64_t geos_calls() const { return geos_calls_; }

  // The closed regions share a point.
  bool intersects(const RingSet& other);
  bool intersects(const OrientedBox& box);
  bool intersects(const Area& area);
  // Smallest distance, 0 if they intersect, infinite if one is empty.
  double distance(const RingSet& other);
  double distance(const OrientedBox& box);

 private:
  enum class Answer { kYes, kNo, kUnsure };
  Answer without_polygon(const RingSet& other) const;
  bool build_outline();
  Answer by_piece(const RingSet& other);

  CorridorMethod method_;
  std::vector<Point2> line_;  // without repeated points
  double half_width_{0.0};
  CapStyle caps_{CapStyle::kFlat};
  Bounds reach_;
  bool built_{false};
  bool outline_unsure_{false};  // there is no outline of the whole
  RingSet polygon_;
  RingSet piece_;  // of a part of the line
  RingSet other_;  // of the box or area asked about
  OffsetOutline outline_;
  std::optional<GeosBuffer> geos_;
  std::int64_t geos_calls_{0};
};

}  // namespace stepscope
