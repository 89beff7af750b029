#include "core/planning/path_contacts.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stepscope {

namespace {

double cross(Point2 a, Point2 b) { return a.x * b.y - a.y * b.x; }

double squared_distance(const Segment& segment, Point2 p) {
  const Point2 d = segment.to - segment.from;
  const Point2 gap = segment.from + nearest_fraction(segment, p) * d - p;
  return gap.x * gap.x + gap.y * gap.y;
}

// Their lines cross strictly within both. Where rounding decides, an end of one lies on the other and tells the same.
bool cross_within(const Segment& a, const Segment& b) {
  const Point2 da = a.to - a.from, db = b.to - b.from;
  return cross(da, b.from - a.from) * cross(da, b.to - a.from) < 0.0 &&
         cross(db, a.from - b.from) * cross(db, a.to - b.from) < 0.0;
}

double squared_distance(const Segment& a, const Segment& b) {
  if (cross_within(a, b)) return 0.0;
  return std::min(
      {squared_distance(a, b.from), squared_distance(a, b.to), squared_distance(b, a.from), squared_distance(b, a.to)});
}

template <typename Visit>
void for_each_edge(const RingSet& region, Visit&& visit) {
  for (std::size_t r = 0; r < region.ring_count(); ++r) {
    const auto ring = region.ring(r);
    for (std::size_t i = 1; i < ring.size(); ++i) visit(Segment{ring[i - 1], ring[i]});
  }
}

Bounds widened(const Bounds& bounds, double by) {
  return {bounds.min_x - by, bounds.min_y - by, bounds.max_x + by, bounds.max_y + by};
}

}  // namespace

double distance(const RingSet& region, const Segment& segment) {
  if (region.contains(segment.from)) return 0.0;
  double nearest = std::numeric_limits<double>::infinity();
  for_each_edge(region, [&](const Segment& edge) { nearest = std::min(nearest, squared_distance(edge, segment)); });
  return std::sqrt(nearest);
}

double distance(const RingSet& region, Point2 p) { return distance(region, Segment{p, p}); }

void PathContacts::assign(const Path& path) {
  path_ = &path;
  const auto poses = path.poses();
  std::vector<Bounds> bounds(poses.size() - 1);
  for (std::size_t i = 0; i + 1 < poses.size(); ++i) {
    bounds[i].extend(poses[i].position());
    bounds[i].extend(poses[i + 1].position());
  }
  pieces_ = BoundsIndex(bounds);
  near_.reserve(bounds.size());
}

bool PathContacts::reaches(const Bounds& bounds, double reach) const {
  pieces_.query(widened(bounds, reach), near_);
  return !near_.empty();
}

void PathContacts::find(const RingSet& region, double reach, std::vector<PathContact>& out) const {
  pieces_.query(widened(region.bounds(), reach), near_);
  const auto poses = path_->poses();
  for (const std::uint32_t piece : near_) {
    const double d = stepscope::distance(region, Segment{poses[piece].position(), poses[piece + 1].position()});
    if (d < reach) out.push_back({piece, d});
  }
}

double PathContacts::distance(std::span<const PathContact> contacts, const RingSet& region, double from,
                              double to) const {
  const auto progress = path_->progress();
  double nearest = std::numeric_limits<double>::infinity();
  for (const PathContact& contact : contacts) {
    const double begin = progress[contact.piece], end = progress[contact.piece + 1];
    if (contact.distance >= nearest || end <= from || begin >= to) continue;
    if (begin >= from && end <= to) {
      nearest = contact.distance;
    } else {
      const Segment part{path_->point_at(std::max(begin, from)), path_->point_at(std::min(end, to))};
      nearest = std::min(nearest, stepscope::distance(region, part));
    }
  }
  return nearest;
}

}  // namespace stepscope
