#include "core/features/fast_rasteriser.h"

#include <array>

#include "core/features/agent_pixels.h"
#include "core/features/line_rules.h"
#include "core/features/plain_fill.h"

namespace stepscope {

namespace {

constexpr double kMargin = 150.0;  // m around what a step shows: some ten seconds of driving

}  // namespace

void FastRasteriser::draw(const RasterScene& scene, RasterFeatures& out) {
  out.resize(parameters_.size_px, parameters_.channels);
  draw_channels(scene, parameters_.channels, out);
}

void FastRasteriser::draw_channels(const RasterScene& scene, std::span<const RasterChannel> channels,
                                   RasterFeatures& out) {
  const Pose2 centre = scene.ego.centre();
  const RasterFrame frame(centre);
  const Bounds square = Bounds::square(centre.position(), parameters_.half_size_m());
  gather(square);
  for (const RasterChannel channel : channels) {
    RasterCanvas canvas(out.channel(channel), parameters_.size_px);
    canvas.clear();
    switch (channel) {
      case RasterChannel::kEgo: {
        const auto [low, high] = ego_pixels(parameters_);
        fill_rectangle(canvas, low, high, parameters_.ego_colour);
        break;
      }
      case RasterChannel::kAgents:
        draw_agents(scene.ego, scene.objects, canvas);
        break;
      case RasterChannel::kRoadMap:
        draw_road_map(frame, square, canvas);
        break;
      case RasterChannel::kBaselinePaths:
        draw_baselines(frame, square, canvas);
        break;
      default:
        break;  // check() refuses them
    }
  }
}

void FastRasteriser::gather(const Bounds& square) {
  if (region_.contains({square.min_x, square.min_y}) && region_.contains({square.max_x, square.max_y})) return;
  region_ = {square.min_x - kMargin, square.min_y - kMargin, square.max_x + kMargin, square.max_y + kMargin};
  road_map_.clear();
  for (const RasterLayer& layer : parameters_.road_map)
    road_map_.emplace_back(map_, layer.layer, MapPatch::Content::kRings, region_);
  baselines_.clear();
  for (const MapLayer layer : parameters_.baseline_paths)
    baselines_.emplace_back(map_, layer, MapPatch::Content::kBaselines, region_);
}

void FastRasteriser::draw_agents(const EgoState& ego, std::span<const TrackedObject> objects, RasterCanvas canvas) {
  const RasterFrame frame(ego.rear_axle);
  for (const TrackedObject& object : objects) {
    const auto corners = agent_pixels(parameters_, frame, object);
    if (!corners) continue;
    std::array<std::int32_t, 4> x{}, y{};
    for (std::size_t i = 0; i < corners->size(); ++i) {
      x[i] = (*corners)[i].x;
      y[i] = (*corners)[i].y;
    }
    filler_.fill(canvas, x, y, kAgentShift, parameters_.agent_colour);
  }
}

void FastRasteriser::draw_road_map(const RasterFrame& frame, const Bounds& square, RasterCanvas canvas) {
  for (std::size_t i = 0; i < road_map_.size(); ++i) {
    road_map_[i].visit(square, [&](MapPatch::Piece ring) {
      to_pixels(road_map_[i], ring, frame, kPolygonShift);
      filler_.fill(canvas, pixels_x_, pixels_y_, kPolygonShift, parameters_.road_map[i].colour);
    });
  }
}

void FastRasteriser::draw_baselines(const RasterFrame& frame, const Bounds& square, RasterCanvas canvas) {
  const auto place = [this](std::size_t i) {
    return PixelPlace{static_cast<std::int64_t>(pixels_x_[i]) * (1 << (16 - kLineShift)),
                      static_cast<std::int64_t>(pixels_y_[i]) * (1 << (16 - kLineShift))};
  };
  for (const MapPatch& patch : baselines_) {
    patch.visit(square, [&](MapPatch::Piece line) {
      to_pixels(patch, line, frame, kLineShift);
      for (std::size_t i = 1; i < pixels_x_.size(); ++i)
        draw_fixed_line(canvas, place(i - 1), place(i), parameters_.baseline_colour);
    });
  }
}

void FastRasteriser::to_pixels(const MapPatch& patch, MapPatch::Piece piece, const RasterFrame& frame, int shift) {
  const std::size_t count = piece.end - piece.begin;
  pixels_x_.resize(count);
  pixels_y_.resize(count);
  const double* const x = patch.x().data() + piece.begin;
  const double* const y = patch.y().data() + piece.begin;
  const double half = parameters_.half_size_m();
  const double resolution = parameters_.metres_per_pixel;
  for (std::size_t i = 0; i < count; ++i) {
    const Point2 p = frame.from_map(Point2{x[i], y[i]});
    pixels_x_[i] = to_fixed((half + p.x) / resolution, shift);
    pixels_y_[i] = to_fixed((half + p.y) / resolution, shift);
  }
}

}  // namespace stepscope
