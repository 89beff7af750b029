#pragma once

#include <vector>

#include "core/geometry/pose2.h"

namespace stepscope::synthesis {

// A smooth directed line through vertices with known headings: street axes, lane centres, walking paths. Between two
// vertices it is a cubic Hermite arc, so that what drives along it turns smoothly. Metres, local frame of the city.
class Course {
 public:
  Course() = default;
  // At least two vertices; consecutive ones at most a few metres and well under a quarter turn apart.
  explicit Course(std::vector<Pose2> vertices);

  const std::vector<Pose2>& vertices() const { return vertices_; }
  double length() const { return stations_.empty() ? 0.0 : stations_.back(); }
  // Station (arc length) of a vertex.
  double station(std::size_t vertex) const { return stations_[vertex]; }
  // Pose at a station, clamped to the ends.
  Pose2 at(double station) const;
  // Signed curvature, 1/m, left positive, averaged over ±0.5 m.
  double curvature_at(double station) const;
  // Largest absolute curvature.
  double sharpest() const;

  std::vector<Point2> points() const;
  Course reversed() const;
  // Vertices first … last moved `right` metres to the right, the headings kept.
  Course part(std::size_t first, std::size_t last, double right) const;
  // All vertices moved to the right, from_right at the start and to_right at the end, linear in between.
  std::vector<Point2> beside(double from_right, double to_right) const;

 private:
  std::vector<Pose2> vertices_;
  std::vector<double> stations_;
};

Pose2 moved_right(const Pose2& pose, double metres);

// A turn from one pose to another: a quintic Bézier curve without curvature at its ends, whose handles are chosen for
// the smallest peak of curvature. Vertices about `spacing` apart; the first and last are exactly `from` and `to`.
Course turn_between(const Pose2& from, const Pose2& to, double spacing);

// One course out of several that follow each other; coincident ends are merged.
Course joined(const std::vector<Course>& parts);

}  // namespace stepscope::synthesis
