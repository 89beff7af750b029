#include "core/features/ego_drawers.h"

#include "core/features/agent_pixels.h"
#include "core/features/plain_fill.h"

namespace stepscope {

std::size_t EgoDrawer::draw(const RasterScene&, RasterCanvas canvas) {
  const auto [low, high] = ego_pixels(parameters_);
  canvas.clear();
  fill_rectangle(canvas, low, high, parameters_.ego_colour);
  return 0;
}

std::size_t EgoSpeedDrawer::draw(const RasterScene& scene, RasterCanvas canvas) {
  canvas.clear(static_cast<float>(scene.ego.speed()) * speed_scale_);
  return 0;
}

}  // namespace stepscope
