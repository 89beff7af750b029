#pragma once

#include "core/geometry/corridor.h"
#include "core/geometry/ring_set.h"

namespace stepscope {

// The ground that one participant occupies: its box, and for a reactive agent also the piece of its path that it is
// about to drive. The reference unites the two; distances and common points are those of the parts.
class Footprint {
 public:
  explicit Footprint(CorridorMethod method = CorridorMethod::kOutline) : path_(method) {}

  void set(const OrientedBox& box);
  void set(const Area& area);
  // `line`: the piece of path; half as wide as the box to each side, flat ends.
  void set(const OrientedBox& box, std::span<const Point2> line);
  // Room for a box or a usual area.
  void reserve_outline();
  // Room for a piece of path of this many points.
  void reserve(std::size_t points);

  // Contains the footprint; a little larger than needed.
  const Bounds& reach() const { return reach_; }
  // Exactly.
  Bounds bounds();

  bool meets(Corridor& corridor);
  bool meets(Footprint& other);
  // Distance, 0 if they meet; some value ≥ limit > 0 if it is not smaller than that.
  double distance_to(Footprint& other, double limit);

 private:
  bool has_path() const { return !path_.line().empty(); }

  RingSet box_;
  Corridor path_;
  Bounds reach_;
};

}  // namespace stepscope
