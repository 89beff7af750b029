#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/geometry/bounds_grid.h"
#include "core/observation/footprint.h"
#include "core/observation/packed_tree.h"

namespace stepscope {

// How the occupancy finds what may meet a corridor.
enum class NeighbourSearch : std::uint8_t {
  kAll,   // looks at every entry, as the reference does
  kGrid,  // looks at those near it
};

// Who is where: numbered footprints. Looks up what meets a corridor, and the nearest of those.
class Occupancy {
 public:
  Occupancy(CorridorMethod corridors, NeighbourSearch search) : corridors_(corridors), search_(search) {}

  void clear();
  // Room for `entries` entries; those below `with_path` have a piece of path of up to `points` points.
  void reserve(std::size_t entries, std::size_t with_path, std::size_t points);
  void set(std::uint32_t entry, const OrientedBox& box) { set(entry, box, {}); }
  void set(std::uint32_t entry, const OrientedBox& box, std::span<const Point2> line);
  void set(std::uint32_t entry, const Area& area);
  void remove(std::uint32_t entry);

  // All entries that meet the corridor, ascending, into `out` (cleared first).
  void meeting(Corridor& corridor, std::vector<std::uint32_t>& out);
  struct Nearest {
    std::uint32_t entry{0};
    double distance{0.0};   // m, 0 if the footprints meet
    bool ambiguous{false};  // several meet it: the choice is the reference's search tree's (packed_tree.h)
  };
  // Which of `others` is nearest to `entry`. `others` must not be empty nor hold `entry`.
  Nearest nearest(std::uint32_t entry, std::span<const std::uint32_t> others);

 private:
  Footprint& footprint(std::uint32_t entry);
  Nearest nearest_of_meeting(std::uint32_t entry, std::span<const std::uint32_t> others);

  CorridorMethod corridors_;
  NeighbourSearch search_;
  std::vector<Footprint> footprints_;
  std::vector<bool> present_;
  BoundsGrid grid_;
  std::vector<std::uint32_t> near_;
  std::vector<TreeEntry> tree_;
  std::vector<std::pair<double, std::uint32_t>> by_gap_;  // least possible distance, entry
};

}  // namespace stepscope
