#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/features/map_shapes.h"

namespace stepscope {

// What a raster may have to draw of one layer within a part of the map, in flat arrays: the objects in table order, for
// each its pieces (rings or lines), for each piece its vertices. Borrows from the map.
class MapPatch {
 public:
  enum class Content { kRings, kBaselines };

  // Everything of the layer that could meet a square within `region`. Rings are the outer ones.
  MapPatch(const RoadMap& map, MapLayer layer, Content content, const Bounds& region);

  // A piece is the vertices begin … end−1 of x() and y(), m in the map frame.
  struct Piece {
    std::uint32_t begin{0};
    std::uint32_t end{0};
  };
  std::span<const double> x() const { return x_; }
  std::span<const double> y() const { return y_; }

  // Calls draw(Piece) for every piece of every object whose layer geometry meets the closed square, which must lie
  // within the region.
  template <typename Draw>
  void visit(const Bounds& square, Draw&& draw) const {
    for (const Item& item : items_) {
      if (!item.meets(square)) continue;
      for (std::uint32_t i = item.first_piece; i < item.end_piece; ++i) draw(pieces_[i]);
    }
  }

 private:
  struct Item {
    Bounds bounds;  // of the layer geometry
    MapShape shape;
    std::uint32_t first_piece{0};
    std::uint32_t end_piece{0};

    // As MapShape::meets, which is asked only where the rectangles cross.
    bool meets(const Bounds& square) const {
      if (!bounds.overlaps(square)) return false;
      const bool enclosed = bounds.min_x >= square.min_x && bounds.max_x <= square.max_x &&
                            bounds.min_y >= square.min_y && bounds.max_y <= square.max_y;
      return enclosed || shape.meets(square);
    }
  };
  void add(std::span<const Point2> line);

  std::vector<Item> items_;
  std::vector<Piece> pieces_;
  std::vector<double> x_, y_;
};

}  // namespace stepscope
