#include "core/geometry/polyline.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/geometry/segment.h"

namespace stepscope {

namespace {

constexpr double kHeadingStep = 0.5;    // m
constexpr double kCurvatureStep = 2.0;  // m

double heading_of(Point2 from, Point2 to) { return std::atan2(to.y - from.y, to.x - from.x); }

// Reciprocal of the radius of the circle through three points, positive for a left turn; 0 for nearly straight ones, by
// the reference's threshold on 16·area² (Heron's formula in the stable order of W. Kahan).
double menger_curvature(Point2 p1, Point2 p2, Point2 p3) {
  double sides[] = {distance(p1, p2), distance(p2, p3), distance(p3, p1)};
  std::sort(std::begin(sides), std::end(sides), std::greater<>());
  const auto [a, b, c] = sides;
  const double sixteen_squared_areas = (a + (b + c)) * (c - (a - b)) * (c + (a - b)) * (a + (b - c));
  if (sixteen_squared_areas < 1e-6) return 0.0;
  const double curvature = std::sqrt(sixteen_squared_areas) / (a * b * c);
  const double turn = (p2.x - p1.x) * (p3.y - p2.y) - (p2.y - p1.y) * (p3.x - p2.x);
  return turn < 0.0 ? -curvature : curvature;
}

}  // namespace

double project(std::span<const Point2> line, std::span<const double> arc_lengths, Point2 p) {
  double nearest = std::numeric_limits<double>::infinity();
  double arc_length = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Segment piece{line[i - 1], line[i]};
    const double d = distance(piece, p);
    if (!(d < nearest)) continue;
    nearest = d;
    arc_length = arc_lengths[i - 1] + nearest_fraction(piece, p) * (arc_lengths[i] - arc_lengths[i - 1]);
  }
  return arc_length;
}

Polyline::Polyline(std::vector<Point2> points) : points_(std::move(points)) {
  arc_lengths_.reserve(points_.size());
  double length = 0.0;
  for (std::size_t i = 0; i < points_.size(); ++i) {
    if (i > 0) {
      const Point2 d = points_[i] - points_[i - 1];
      length += std::sqrt(d.x * d.x + d.y * d.y);
    }
    arc_lengths_.push_back(length);
    bounds_.extend(points_[i]);
  }
}

Point2 Polyline::point_at(double arc_length) const {
  if (!(arc_length > 0.0)) return points_.front();
  const auto next = std::upper_bound(arc_lengths_.begin(), arc_lengths_.end(), arc_length);
  if (next == arc_lengths_.end()) return points_.back();
  const auto i = static_cast<std::size_t>(next - arc_lengths_.begin()) - 1;
  const double fraction = (arc_length - arc_lengths_[i]) / (arc_lengths_[i + 1] - arc_lengths_[i]);
  return points_[i] + fraction * (points_[i + 1] - points_[i]);
}

double Polyline::project(Point2 p) const { return stepscope::project(points_, arc_lengths_, p); }

double Polyline::distance_to(Point2 p) const {
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i < points_.size(); ++i)
    nearest = std::min(nearest, distance(Segment{points_[i - 1], points_[i]}, p));
  return nearest;
}

Pose2 Polyline::pose_at(double arc_length) const {
  const Point2 here = point_at(arc_length);
  const Point2 ahead = point_at(arc_length + kHeadingStep);
  const double heading =
      here == ahead ? heading_of(point_at(arc_length - kHeadingStep), here) : heading_of(here, ahead);
  return {here.x, here.y, heading};
}

double Polyline::curvature_at(double arc_length) const {
  const double half_window = std::min(kCurvatureStep, length() / 2.0);
  const double middle = std::clamp(arc_length, half_window, length() - half_window);
  return menger_curvature(point_at(middle - half_window), point_at(middle), point_at(middle + half_window));
}

std::vector<Pose2> Polyline::discrete_path() const {
  std::vector<Pose2> path;
  path.reserve(points_.size());
  discrete_path(path);
  return path;
}

void Polyline::discrete_path(std::vector<Pose2>& out) const {
  out.clear();
  for (std::size_t i = 0; i + 1 < points_.size(); ++i)
    out.push_back({points_[i].x, points_[i].y, heading_of(points_[i], points_[i + 1])});
  if (!out.empty()) out.push_back({points_.back().x, points_.back().y, out.back().heading});
}

}  // namespace stepscope
