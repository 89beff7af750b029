#include "core/features/plain_rasteriser.h"

#include "core/features/agent_pixels.h"
#include "core/features/plain_fill.h"

namespace stepscope {

void PlainRasteriser::draw(const EgoState& ego, std::span<const TrackedObject> objects, RasterFeatures& out) {
  out.resize(parameters_.size_px);
  const auto canvas = [&](RasterChannel channel) {
    RasterCanvas picture(out.channel(channel), parameters_.size_px);
    picture.clear();
    return picture;
  };
  const auto [low, high] = ego_pixels(parameters_);
  fill_rectangle(canvas(RasterChannel::kEgo), low, high, parameters_.ego_colour);

  const RasterCanvas agents = canvas(RasterChannel::kAgents);
  for (const TrackedObject& object : objects)
    if (const auto corners = agent_pixels(parameters_, RasterFrame(ego.rear_axle), object))
      fill_polygon(agents, *corners, kAgentShift, parameters_.agent_colour);

  draw_road_map(ego, canvas(RasterChannel::kRoadMap));
  draw_baselines(ego, canvas(RasterChannel::kBaselinePaths));
}

void PlainRasteriser::draw_road_map(const EgoState& ego, RasterCanvas canvas) const {
  const RasterFrame frame(ego.centre());
  const Bounds square = Bounds::square(ego.centre().position(), parameters_.half_size_m());
  for (const RasterLayer& layer : parameters_.road_map) {
    for (const MapShape& shape : shapes_of(map_, layer.layer)) {
      if (!shape.meets(square)) continue;
      for (const Polygon& part : shape.area->parts())
        fill_polygon(canvas, to_pixels(part.exterior, frame, kPolygonShift), kPolygonShift, layer.colour);
    }
  }
}

void PlainRasteriser::draw_baselines(const EgoState& ego, RasterCanvas canvas) const {
  const RasterFrame frame(ego.centre());
  const Bounds square = Bounds::square(ego.centre().position(), parameters_.half_size_m());
  for (const MapLayer layer : parameters_.baseline_paths) {
    for (const MapShape& shape : shapes_of(map_, layer))
      if (shape.meets(square))
        draw_polyline(canvas, to_pixels(shape.baseline, frame, kLineShift), kLineShift, parameters_.baseline_colour);
  }
}

std::vector<FixedPoint> PlainRasteriser::to_pixels(std::span<const Point2> line, const RasterFrame& frame,
                                                   int shift) const {
  const auto fixed = [&](double coordinate) {
    return to_fixed((parameters_.half_size_m() + coordinate) / parameters_.metres_per_pixel, shift);
  };
  std::vector<FixedPoint> pixels;
  for (const Point2 vertex : line) {
    const Point2 p = frame.from_map(vertex);
    pixels.push_back({fixed(p.x), fixed(p.y)});
  }
  return pixels;
}

}  // namespace stepscope
