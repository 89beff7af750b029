#pragma once

#include <span>
#include <vector>

#include "core/geometry/bounds.h"
#include "core/geometry/pose2.h"

namespace stepscope {

// A simple polygon with holes. Rings are closed (first point repeated last) and may run either way round.
struct Polygon {
  std::vector<Point2> exterior;
  std::vector<std::vector<Point2>> holes;
};

// One or more polygons that form one map object (POLYGON or MULTIPOLYGON), with its bounding box.
class Area {
 public:
  Area() = default;
  explicit Area(std::vector<Polygon> parts);

  std::span<const Polygon> parts() const { return parts_; }
  const Bounds& bounds() const { return bounds_; }
  bool empty() const { return parts_.empty(); }

  // Strict interior: a point on an edge is outside. Decided by the exact sign of the orientation.
  bool contains(Point2 p) const;
  // The closed area and the closed rectangle share a point.
  bool intersects(const Bounds& rectangle) const;
  // The closed area and the line string share a point.
  bool intersects(std::span<const Point2> line) const;
  // Euclidean distance, 0 inside.
  double distance_to(Point2 p) const;
  // The smaller of the distance and `limit`. Fast where the area is further away than that.
  double distance_to(Point2 p, double limit) const;
  // Area without holes, m².
  double square_metres() const;
  // Centre of mass, m. The area must not be empty; without any surface it is the middle of the bounds.
  Point2 centroid() const;

 private:
  std::vector<Polygon> parts_;
  Bounds bounds_;
};

// The closed rectangle and the line string share a point.
bool intersects(std::span<const Point2> line, const Bounds& rectangle);

}  // namespace stepscope
