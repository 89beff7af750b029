#include "core/features/canvas_map.h"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/features/raster_frame.h"
#include "core/features/slanted_row.h"
#include "core/probe/span.h"

namespace stepscope {

namespace {

constexpr int kMarginPx = 100;  // beyond what a step shows, however it is turned

// An even number more than `size_px`, so that pixels fall on pixels where the picture is not turned and not moved.
int size_with_margin(int size_px) {
  const int turned = static_cast<int>(std::ceil(size_px * std::numbers::sqrt2));
  return turned + (turned - size_px) % 2 + 2 * kMarginPx;
}

}  // namespace

CanvasMap::CanvasMap(ChannelShapes shapes)
    : shapes_(std::move(shapes)),
      size_px_(size_with_margin(shapes_.parameters().size_px)),
      resolution_(shapes_.parameters().metres_per_pixel),
      low_{std::numeric_limits<double>::quiet_NaN(), 0.0} {}

CanvasMap::Place CanvasMap::place_of(Point2 p) const {
  return {(p.x - low_.x) / resolution_, (p.y - low_.y) / resolution_};
}

bool CanvasMap::holds(Place place) const {
  const double last = size_px_ - 1.0;
  return place.x >= 0.0 && place.x <= last && place.y >= 0.0 && place.y <= last;
}

std::size_t CanvasMap::draw(const RasterScene& scene, RasterCanvas canvas) {
  const Pose2 centre = scene.ego.centre();
  const double half_px = static_cast<double>(canvas.size()) / 2.0;
  const double cosine = std::cos(centre.heading), sine = std::sin(centre.heading);
  const Place right{sine, -cosine}, up{cosine, sine};
  const auto origin = [&] {
    const Place middle = place_of(centre.position());
    return Place{middle.x - half_px * (right.x + up.x), middle.y - half_px * (right.y + up.y)};
  };
  const auto covered = [&](Place first) {
    const double way = static_cast<double>(canvas.size()) - 1.0;
    return holds(first) && holds({first.x + way * right.x, first.y + way * right.y}) &&
           holds({first.x + way * up.x, first.y + way * up.y}) &&
           holds({first.x + way * (right.x + up.x), first.y + way * (right.y + up.y)});
  };
  std::size_t map_objects = 0;
  if (!covered(origin())) map_objects = draw_around(centre.position());
  if (covered(origin()))
    cut_out(canvas, origin(), right, up);
  else
    canvas.clear();  // numbers that are none
  return map_objects;
}

std::size_t CanvasMap::draw_around(Point2 middle) {
  const double half = size_px_ * resolution_ / 2.0;
  const Bounds region = Bounds::square(middle, half);
  {
    const ScopedSpan span(Stage::kFeatureCoordinates);
    low_ = {region.min_x, region.min_y};
    const auto add = [&](std::span<const Point2> line, float colour) {
      const std::span<FixedPoint> corners = outlines_.add(line.size(), colour);
      for (std::size_t i = 0; i < line.size(); ++i) {
        const Place place = place_of(line[i]);
        corners[i] = {to_fixed(place.x, shapes_.shift()), to_fixed(place.y, shapes_.shift())};
      }
    };
    outlines_.clear(shapes_.kind(), shapes_.shift());
    for (const auto& [shape, colour] : shapes_.all()) {
      if (!shape.bounds().overlaps(region) || !shape.meets(region)) continue;
      outlines_.count_object();
      if (shapes_.kind() == OutlineKind::kLine) {
        add(shape.baseline, colour);
      } else {
        for (const Polygon& part : shape.area->parts()) add(part.exterior, colour);
      }
    }
  }
  const auto side = static_cast<std::size_t>(size_px_);
  pixels_.resize(side * side);
  RasterCanvas canvas(pixels_, size_px_);
  canvas.clear();
  filler_.fill(canvas, outlines_);
  return outlines_.map_objects();
}

// In 1/65536 pixels, which after 4096 steps are off by less than a tenth of a pixel. Rows of both pictures are counted
// from the front in memory.
void CanvasMap::cut_out(RasterCanvas canvas, Place origin, Place right, Place up) const {
  const auto fixed = [](double pixels) { return static_cast<std::int32_t>(std::lround(pixels * 65536.0)); };
  const std::int32_t step_x = fixed(right.x), step_y = fixed(-right.y);
  for (std::int64_t row = 0; row < canvas.size(); ++row) {
    const auto r = static_cast<double>(row);
    const SlantedRow from{fixed(origin.x + r * up.x) + 32768, fixed(size_px_ - 1.0 - origin.y - r * up.y) + 32768,
                          step_x, step_y};
    copy_slanted(pixels_, size_px_, from, canvas.row(row));
  }
}

}  // namespace stepscope
