#include "core/features/per_step_map.h"

#include "core/features/map_view.h"

namespace stepscope {

void PerStepMap::outlines(const RasterScene& scene, Outlines& out) {
  const MapView view(shapes_.parameters(), scene.ego);
  const auto add = [&](std::span<const Point2> line, float colour) {
    const std::span<FixedPoint> corners = out.add(line.size(), colour);
    for (std::size_t i = 0; i < line.size(); ++i) corners[i] = view.to_pixels(line[i], shapes_.shift());
  };
  out.clear(shapes_.kind(), shapes_.shift());
  for (const auto& [shape, colour] : shapes_.all()) {
    if (!shape.meets(view.square()) || !shapes_.shown(shape.id, scene.lights)) continue;
    out.count_object();
    if (shapes_.kind() == OutlineKind::kLine) {
      add(shape.baseline, colour);
    } else {
      for (const Polygon& part : shape.area->parts()) add(part.exterior, colour);
    }
  }
}

}  // namespace stepscope
