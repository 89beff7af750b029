#include "core/features/map_patch.h"

namespace stepscope {

MapPatch::MapPatch(const RoadMap& map, MapLayer layer, Content content, const Bounds& region) {
  for (const MapShape& shape : shapes_of(map, layer)) {
    const Bounds bounds = shape.bounds();
    // Geometry without an edge meets no square, not even one around it.
    if (!bounds.overlaps(region) || !shape.meets(bounds)) continue;
    Item item{.bounds = bounds, .shape = shape, .first_piece = static_cast<std::uint32_t>(pieces_.size())};
    if (content == Content::kBaselines) {
      add(shape.baseline);
    } else {
      for (const Polygon& part : shape.area->parts()) add(part.exterior);
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
