#pragma once

#include <cstdint>
#include <vector>

#include "core/geometry/bounds.h"

namespace stepscope {

// Which of many moving rectangles overlap a query rectangle: a hashed grid. Setting, moving and removing one costs as
// much as the cells it covers, whatever the number of others. Items are small numbers chosen by the caller. Nothing is
// allocated once it has grown.
class BoundsGrid {
 public:
  // `cell`: side of a cell, m; best about as large as the rectangles.
  explicit BoundsGrid(double cell = 16.0);

  void clear();
  // Room for this many items that cover about `cells_each` cells.
  void reserve(std::size_t items, std::size_t cells_each);
  // Puts the item there, wherever it was. An empty rectangle removes it.
  void set(std::uint32_t item, const Bounds& bounds);
  void remove(std::uint32_t item);
  // All items whose rectangle overlaps `query`, ascending, into `out` (cleared first).
  void query(const Bounds& query, std::vector<std::uint32_t>& out);

 private:
  struct Cells {
    std::int64_t min_x{0}, min_y{0}, max_x{-1}, max_y{-1};
    bool operator==(const Cells&) const = default;
  };
  struct Link {
    std::uint32_t item{0};
    std::int32_t next{-1};
  };
  struct Item {
    Bounds bounds;
    Cells cells;
    std::uint64_t seen{0};  // number of the query that found it last
  };
  Cells cells_of(const Bounds& bounds) const;
  static std::size_t bucket(std::int64_t x, std::int64_t y);
  void unlink(std::uint32_t item, std::size_t bucket);

  double cell_;
  std::vector<std::int32_t> buckets_;  // first link of each
  std::vector<Link> links_;
  std::int32_t free_{-1};
  std::vector<Item> items_;
  std::uint64_t query_{0};
};

}  // namespace stepscope
