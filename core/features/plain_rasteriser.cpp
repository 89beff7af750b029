#include "core/features/plain_rasteriser.h"

#include "core/features/agent_pixels.h"
#include "core/features/plain_fill.h"

namespace stepscope {

void PlainRasteriser::draw(const RasterScene& scene, RasterFeatures& out) {
  out.resize(parameters_.size_px, parameters_.channels);
  for (const RasterChannel channel : parameters_.channels) {
    RasterCanvas canvas(out.channel(channel), parameters_.size_px);
    canvas.clear();
    draw_channel(channel, scene, canvas);
  }
}

void PlainRasteriser::draw_channel(RasterChannel channel, const RasterScene& scene, RasterCanvas canvas) const {
  switch (channel) {
    case RasterChannel::kEgo: {
      const auto [low, high] = ego_pixels(parameters_);
      fill_rectangle(canvas, low, high, parameters_.ego_colour);
      break;
    }
    case RasterChannel::kAgents:
      for (const TrackedObject& object : scene.objects)
        if (const auto corners = agent_pixels(parameters_, RasterFrame(scene.ego.rear_axle), object))
          fill_polygon(canvas, *corners, kAgentShift, parameters_.agent_colour);
      break;
    case RasterChannel::kRoadMap:
      draw_road_map(scene.ego, canvas);
      break;
    case RasterChannel::kBaselinePaths:
      draw_baselines(scene.ego, canvas);
      break;
    default:
      break;  // check() refuses them
  }
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
