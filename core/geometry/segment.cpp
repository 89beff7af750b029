#include "core/geometry/segment.h"

#include <algorithm>
#include <cmath>

#include "core/geometry/orientation.h"

namespace stepscope {

namespace {

Bounds bounds_of(const Segment& s) {
  return {std::min(s.from.x, s.to.x), std::min(s.from.y, s.to.y), std::max(s.from.x, s.to.x),
          std::max(s.from.y, s.to.y)};
}

}  // namespace

double nearest_fraction(const Segment& segment, Point2 p) {
  const Point2 d = segment.to - segment.from;
  const Point2 q = p - segment.from;
  const double squared_length = d.x * d.x + d.y * d.y;
  if (!(squared_length > 0.0)) return 0.0;
  return std::clamp((q.x * d.x + q.y * d.y) / squared_length, 0.0, 1.0);
}

double distance(const Segment& segment, Point2 p) {
  const double fraction = nearest_fraction(segment, p);
  if (fraction <= 0.0) return distance(segment.from, p);
  if (fraction >= 1.0) return distance(segment.to, p);
  const Point2 d = segment.to - segment.from;
  const Point2 q = p - segment.from;
  return std::abs(d.x * q.y - d.y * q.x) / std::sqrt(d.x * d.x + d.y * d.y);
}

bool touches(const Segment& segment, Point2 p) {
  return bounds_of(segment).contains(p) && orientation(segment.from, segment.to, p) == 0;
}

bool intersects(const Segment& a, const Segment& b) {
  if (!bounds_of(a).overlaps(bounds_of(b))) return false;
  // Each segment's ends must not lie strictly on one side of the other's line; collinear ones are decided by the
  // bounds.
  return orientation(a.from, a.to, b.from) * orientation(a.from, a.to, b.to) <= 0 &&
         orientation(b.from, b.to, a.from) * orientation(b.from, b.to, a.to) <= 0;
}

bool intersects(const Segment& segment, const Bounds& rectangle) {
  if (rectangle.empty() || !bounds_of(segment).overlaps(rectangle)) return false;
  if (rectangle.contains(segment.from) || rectangle.contains(segment.to)) return true;
  // Separating axes: the bounds have settled x and y, what remains is the normal of the segment.
  const Point2 corners[] = {{rectangle.min_x, rectangle.min_y},
                            {rectangle.max_x, rectangle.min_y},
                            {rectangle.max_x, rectangle.max_y},
                            {rectangle.min_x, rectangle.max_y}};
  int left = 0, right = 0;
  for (const Point2 corner : corners) {
    const int side = orientation(segment.from, segment.to, corner);
    left += side > 0;
    right += side < 0;
  }
  return left < 4 && right < 4;
}

}  // namespace stepscope
