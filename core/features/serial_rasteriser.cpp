#include "core/features/serial_rasteriser.h"

namespace stepscope {

void SerialRasteriser::draw(const RasterScene& scene, RasterFeatures& out) {
  channels_.resize(out);
  std::size_t map_objects = 0;
  for (std::size_t i = 0; i < channels_.size(); ++i) map_objects += channels_.draw(i, scene, out);
  channels_.count(map_objects);
}

}  // namespace stepscope
