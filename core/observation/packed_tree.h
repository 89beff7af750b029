#pragma once

#include <cstddef>
#include <span>

#include "core/geometry/bounds.h"

namespace stepscope {

// One geometry in the tree: its bounding box and its distance to the geometry asked about.
struct TreeEntry {
  Bounds bounds;
  double distance{0.0};
};

// Which of the entries a nearest-neighbour search in GEOS's STRtree (node capacity 10, as shapely builds it) returns:
// the nearest one, and of several at the same distance the one that the search meets first. The tree sorts by twice the
// centre of the bounding boxes, first in vertical slices by x, within a slice by y; the search takes the nearest node
// from a binary heap. With at most ten entries this is, of the equally near ones, the one with the lowest centre.
//
// `query`: bounding box of the geometry asked about. `entries` must not be empty. Allocates if there are more than ten.
std::size_t nearest_in_packed_tree(std::span<const TreeEntry> entries, const Bounds& query);

}  // namespace stepscope
