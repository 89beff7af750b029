#pragma once

#include <cstdint>
#include <vector>

#include "core/geometry/convex_quad.h"
#include "core/geometry/polygon.h"

namespace stepscope {

// An area made ready for many questions: the edges of each ring are sorted into slabs by y, so that a question looks at
// the few edges on its own height. Answers are those of Area and of exact arithmetic. Owns a copy of the vertices.
class PreparedArea {
 public:
  PreparedArea() = default;
  explicit PreparedArea(const Area& area);

  const Bounds& bounds() const { return bounds_; }

  // Strict interior, as Area::contains.
  bool contains(Point2 p) const;
  // The closed area holds the point: on an edge is inside.
  bool touches(Point2 p) const;
  // The closed area and the closed quadrilateral share a point.
  bool intersects(const ConvexQuad& quad) const;
  // The whole quadrilateral lies strictly inside the area.
  bool encloses(const ConvexQuad& quad) const;
  // Smallest distance, m; 0 if they intersect, infinite for an empty area.
  double distance_to(const ConvexQuad& quad) const;

 private:
  enum class Side : std::uint8_t { kInside, kOnEdge, kOutside };
  struct Ring {
    Bounds bounds;
    std::vector<Point2> points;  // as given
    std::vector<Segment> edges;  // grouped by slab; an edge is in every slab it reaches into
    std::vector<std::uint32_t> slab_begin;
    double slabs_per_metre{0.0};

    explicit Ring(const std::vector<Point2>& given);
    std::size_t slab(double y) const;
    Side side_of(Point2 p) const;
    template <typename Visit>
    bool any_edge_near(const Bounds& query, Visit&& visit) const;
  };
  struct Part {
    Ring exterior;
    std::vector<Ring> holes;
  };
  static Side side_of(const Part& part, Point2 p);
  static bool edges_meet(const Part& part, const ConvexQuad& quad, const Bounds& quad_bounds);

  std::vector<Part> parts_;
  Bounds bounds_;
};

}  // namespace stepscope
