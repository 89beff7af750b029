#include "core/features/raster_method.h"

#include "core/features/fast_rasteriser.h"
#include "core/features/parallel_rasteriser.h"
#include "core/features/plain_rasteriser.h"

namespace stepscope {

std::unique_ptr<Rasteriser> make_rasteriser(const RoadMap& map, const RasterParameters& parameters,
                                            const RasterMethod& method) {
  if (method.map == RasterMethod::Map::kPerStep) return std::make_unique<PlainRasteriser>(map, parameters);
  if (method.parallel) return std::make_unique<ParallelRasteriser>(map, parameters);
  return std::make_unique<FastRasteriser>(map, parameters);
}

}  // namespace stepscope
