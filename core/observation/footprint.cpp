#include "core/observation/footprint.h"

#include <algorithm>

namespace stepscope {

void Footprint::set(const OrientedBox& box) { set(box, {}); }

void Footprint::set(const Area& area) {
  box_.clear();
  box_.add(area);
  path_.clear();
  reach_ = box_.bounds();
}

void Footprint::set(const OrientedBox& box, std::span<const Point2> line) {
  box_.clear();
  box_.add(box);
  path_.assign(line, box.width / 2.0, CapStyle::kFlat);
  reach_ = box_.bounds();
  reach_.extend(path_.reach());
}

void Footprint::reserve_outline() {
  constexpr std::size_t kUsualStopLine = 16;  // points; a box has five
  box_.reserve(kUsualStopLine);
}

void Footprint::reserve(std::size_t points) { path_.reserve(points); }

Bounds Footprint::bounds() {
  Bounds both = box_.bounds();
  if (has_path()) both.extend(path_.polygon().bounds());
  return both;
}

bool Footprint::meets(Corridor& corridor) {
  if (!corridor.reach().overlaps(reach_)) return false;
  if (corridor.intersects(box_)) return true;
  return has_path() && corridor.may_reach(path_.reach()) && corridor.intersects(path_.polygon());
}

bool Footprint::meets(Footprint& other) {
  if (!reach_.overlaps(other.reach_)) return false;
  if (intersects(box_, other.box_)) return true;
  if (has_path() && path_.intersects(other.box_)) return true;
  if (!other.has_path()) return false;
  if (other.path_.intersects(box_)) return true;
  return has_path() && path_.may_reach(other.path_.reach()) && path_.intersects(other.path_.polygon());
}

double Footprint::distance_to(Footprint& other, double limit) {
  if (meets(other)) return 0.0;
  double least = distance(box_, other.box_, limit);
  const auto consider = [&](const RingSet& a, const RingSet& b) {
    least = std::min(least, distance(a, b, std::min(least, limit)));
  };
  if (has_path()) consider(path_.polygon(), other.box_);
  if (other.has_path()) consider(box_, other.path_.polygon());
  if (has_path() && other.has_path()) consider(path_.polygon(), other.path_.polygon());
  return least;
}

}  // namespace stepscope
