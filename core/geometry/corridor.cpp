#include "core/geometry/corridor.h"

#include <cmath>
#include <limits>

#include "core/geometry/offset_outline.h"

namespace stepscope {

void Corridor::assign(std::span<const Point2> line, double half_width, CapStyle caps) {
  half_width_ = half_width;
  caps_ = caps;
  built_ = false;
  polygon_.clear();
  line_.clear();
  Bounds bounds;
  for (const Point2 p : line) {
    if (!line_.empty() && line_.back() == p) continue;
    line_.push_back(p);
    bounds.extend(p);
  }
  reach_ = {};
  if (line_.empty()) return;
  // √2 for the corners of square caps, 1 % and more for what GEOS simplifies.
  const double margin = 1.5 * half_width;
  reach_ = {bounds.min_x - margin, bounds.min_y - margin, bounds.max_x + margin, bounds.max_y + margin};
}

const RingSet& Corridor::polygon() {
  if (built_) return polygon_;
  built_ = true;
  if (method_ == CorridorMethod::kOutline && offset_outline(line_, half_width_, caps_, polygon_)) return polygon_;
  if (!geos_.has_value()) geos_.emplace();
  geos_->buffer(line_, half_width_, caps_, polygon_);
  return polygon_;
}

bool Corridor::intersects(const RingSet& other) {
  return reach_.overlaps(other.bounds()) && stepscope::intersects(polygon(), other);
}

bool Corridor::intersects(const OrientedBox& box) {
  other_.clear();
  other_.add(box);
  return intersects(other_);
}

bool Corridor::intersects(const Area& area) {
  if (!reach_.overlaps(area.bounds())) return false;
  other_.clear();
  other_.add(area);
  return intersects(other_);
}

double Corridor::distance(const RingSet& other) { return stepscope::distance(polygon(), other); }

double Corridor::distance(const OrientedBox& box) {
  other_.clear();
  other_.add(box);
  return distance(other_);
}

}  // namespace stepscope
