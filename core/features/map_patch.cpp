#include "core/features/map_patch.h"

namespace stepscope {

MapPatch::MapPatch(std::span<const ShownShape> shapes, OutlineKind kind, const Bounds& region) {
  for (const ShownShape& shown : shapes) {
    const Bounds bounds = shown.shape.bounds();
    // Geometry without an edge meets no square, not even one around it.
    if (!bounds.overlaps(region) || !shown.shape.meets(bounds)) continue;
    Item item{.shown = shown, .bounds = bounds, .first_piece = static_cast<std::uint32_t>(pieces_.size())};
    if (kind == OutlineKind::kLine) {
      add(shown.shape.baseline);
    } else {
      for (const Polygon& part : shown.shape.area->parts()) add(part.exterior);
    }
    item.end_piece = static_cast<std::uint32_t>(pieces_.size());
    items_.push_back(item);
  }
}

void MapPatch::add(std::span<const Point2> line) {
  const auto begin = static_cast<std::uint32_t>(x_.size());
  for (const Point2 p : line) {
    x_.push_back(p.x);
    y_.push_back(p.y);
  }
  pieces_.push_back({begin, static_cast<std::uint32_t>(x_.size())});
}

}  // namespace stepscope
