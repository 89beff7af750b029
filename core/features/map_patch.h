#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/features/channel_shapes.h"

namespace stepscope {

// What a channel may have to draw within a part of the map, in flat arrays: the objects in the order of drawing, for
// each its pieces (outer rings, or the baseline), for each piece its vertices. Borrows from the map.
class MapPatch {
 public:
  // Those of the shapes that could meet a square within `region`.
  MapPatch(std::span<const ShownShape> shapes, OutlineKind kind, const Bounds& region);

  // A piece is the vertices begin … end−1 of x() and y(), m in the map frame.
  struct Piece {
    std::uint32_t begin{0};
    std::uint32_t end{0};
  };
  std::span<const double> x() const { return x_; }
  std::span<const double> y() const { return y_; }

  struct Item {
    ShownShape shown;
    Bounds bounds;  // of the layer geometry
    std::uint32_t first_piece{0};
    std::uint32_t end_piece{0};

    // As MapShape::meets, which is asked only where the rectangles cross.
    bool meets(const Bounds& square) const {
      if (!bounds.overlaps(square)) return false;
      const bool enclosed = bounds.min_x >= square.min_x && bounds.max_x <= square.max_x &&
                            bounds.min_y >= square.min_y && bounds.max_y <= square.max_y;
      return enclosed || shown.shape.meets(square);
    }
  };
  std::span<const Item> items() const { return items_; }
  std::span<const Piece> pieces(const Item& item) const {
    return std::span(pieces_).subspan(item.first_piece, item.end_piece - item.first_piece);
  }

 private:
  void add(std::span<const Point2> line);

  std::vector<Item> items_;
  std::vector<Piece> pieces_;
  std::vector<double> x_, y_;
};

}  // namespace stepscope
