#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/geometry/bounds_index.h"
#include "core/geometry/path.h"
#include "core/geometry/ring_set.h"
#include "core/geometry/segment.h"

namespace stepscope {

// A piece of a path between two vertices that a region lies near, and how far from it, m.
struct PathContact {
  std::uint32_t piece{0};
  double distance{0.0};
};

// Which pieces of a path a region lies near. Found once per region and path, this answers for every part of the path
// how far the region is from it. The path must outlive this object and keep its vertices.
class PathContacts {
 public:
  // The path must be usable().
  void assign(const Path& path);
  const Path& path() const { return *path_; }

  // Some piece comes so near to these bounds that their distance may be below `reach`.
  bool reaches(const Bounds& bounds, double reach) const;
  // Appends every piece nearer than `reach` to the region, ascending.
  void find(const RingSet& region, double reach, std::vector<PathContact>& out) const;
  // Distance of the region to the part between two progresses (start ≤ from < to ≤ end), if that is below the `reach`
  // its contacts were found with; infinite otherwise.
  double distance(std::span<const PathContact> contacts, const RingSet& region, double from, double to) const;

 private:
  const Path* path_{nullptr};
  BoundsIndex pieces_;
  mutable std::vector<std::uint32_t> near_;  // kept for its memory; one thread uses this object
};

// Distance of a region to a segment or a point, 0 inside; in plain double arithmetic.
double distance(const RingSet& region, const Segment& segment);
double distance(const RingSet& region, Point2 p);

}  // namespace stepscope
