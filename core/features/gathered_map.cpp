#include "core/features/gathered_map.h"

#include "core/features/map_view.h"

namespace stepscope {

namespace {

constexpr double kMargin = 150.0;  // m around what a step shows: some ten seconds of driving

}  // namespace

void GatheredMap::set_route(std::span<const std::string> route) {
  shapes_.set_route(route);
  region_ = Bounds{};
}

void GatheredMap::gather(const Bounds& square) {
  if (region_.contains({square.min_x, square.min_y}) && region_.contains({square.max_x, square.max_y})) return;
  region_ = {square.min_x - kMargin, square.min_y - kMargin, square.max_x + kMargin, square.max_y + kMargin};
  patch_ = MapPatch(shapes_.all(), shapes_.kind(), region_);
}

void GatheredMap::outlines(const RasterScene& scene, Outlines& out) {
  const MapView view(shapes_.parameters(), scene.ego);
  const int shift = shapes_.shift();
  gather(view.square());
  out.clear(shapes_.kind(), shift);
  for (const MapPatch::Item& item : patch_.items()) {
    if (!item.meets(view.square()) || !shapes_.shown(item.shown.shape.id, scene.lights)) continue;
    out.count_object();
    for (const MapPatch::Piece piece : patch_.pieces(item)) {
      const std::size_t count = piece.end - piece.begin;
      const double* const x = patch_.x().data() + piece.begin;
      const double* const y = patch_.y().data() + piece.begin;
      FixedPoint* const corners = out.add(count, item.shown.colour).data();
      for (std::size_t i = 0; i < count; ++i) corners[i] = view.to_pixels({x[i], y[i]}, shift);
    }
  }
}

}  // namespace stepscope
