#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/geometry/oriented_box.h"
#include "core/geometry/polygon.h"

namespace stepscope {

// A closed region given by its rings, outer ones and holes alike: a point is inside if a ray from it crosses the rings
// an odd number of times. Rings are closed (first point repeated last). Keeps its memory when it is filled anew.
class RingSet {
 public:
  RingSet() = default;
  explicit RingSet(const OrientedBox& box) { add(box); }
  explicit RingSet(const Area& area) { add(area); }

  void clear();
  // Room for this many points in one ring.
  void reserve(std::size_t points);
  void add(const OrientedBox& box);
  void add(const Area& area);
  // Appends one point of the ring that is being filled.
  void add_point(Point2 p);
  // Ends the ring that is being filled, with its first point if that is not the last already.
  void close_ring();

  bool empty() const { return ends_.empty(); }
  const Bounds& bounds() const { return bounds_; }
  std::size_t ring_count() const { return ends_.size(); }
  std::span<const Point2> ring(std::size_t i) const;
  // The closed region contains the point. Exact.
  bool contains(Point2 p) const;

 private:
  std::vector<Point2> points_;
  std::vector<std::uint32_t> ends_;  // one past the last point of each ring
  Bounds bounds_;
};

// The closed regions share a point. Exact. Nothing intersects an empty region.
bool intersects(const RingSet& a, const RingSet& b);
// Smallest distance of the two regions, m; 0 if they intersect, infinite if one is empty. The search ends early with
// some value ≥ `limit` once it is certain that the distance is not smaller.
double distance(const RingSet& a, const RingSet& b, double limit);
double distance(const RingSet& a, const RingSet& b);

}  // namespace stepscope
