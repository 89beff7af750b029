#pragma once

#include <span>
#include <vector>

#include "core/geometry/bounds.h"
#include "core/geometry/pose2.h"

namespace stepscope {

// Arc length of the point of a line string nearest to p; the first of several equally near ones. `arc_lengths` holds
// that of each vertex.
double project(std::span<const Point2> line, std::span<const double> arc_lengths, Point2 p);

// A line string with arc lengths: baseline paths, lane boundaries, expert paths. At least two points.
class Polyline {
 public:
  Polyline() = default;
  explicit Polyline(std::vector<Point2> points);

  std::span<const Point2> points() const { return points_; }
  bool empty() const { return points_.empty(); }
  double length() const { return arc_lengths_.empty() ? 0.0 : arc_lengths_.back(); }
  // Arc length at each vertex, m; starts with 0.
  std::span<const double> arc_lengths() const { return arc_lengths_; }
  const Bounds& bounds() const { return bounds_; }

  // Point at an arc length, clamped to the ends.
  Point2 point_at(double arc_length) const;
  // Arc length of the nearest point of the line (linear referencing; first of several equally near ones).
  double project(Point2 p) const;
  double distance_to(Point2 p) const;
  // Point at `arc_length` with the heading towards the point 0.5 m further, at the very end from 0.5 m back: the
  // reference's "nearest pose" once the arc length is known.
  Pose2 pose_at(double arc_length) const;
  // Signed Menger curvature of three points 2 m apart with `arc_length` in the middle, moved along until all three lie
  // on the line; on a line shorter than 4 m its ends and middle (the reference's get_curvature_at_arc_length). 1/m,
  // left +.
  double curvature_at(double arc_length) const;
  // The vertices with the heading of the outgoing segment; the last repeats the previous heading: the "discrete path".
  std::vector<Pose2> discrete_path() const;
  // The same into `out` (cleared first): allocates nothing once it has grown.
  void discrete_path(std::vector<Pose2>& out) const;

 private:
  std::vector<Point2> points_;
  std::vector<double> arc_lengths_;
  Bounds bounds_;
};

}  // namespace stepscope
