#include "core/features/raster_method.h"

#include "core/features/parallel_rasteriser.h"
#include "core/features/serial_rasteriser.h"

namespace stepscope {

std::unique_ptr<Rasteriser> make_rasteriser(const RoadMap& map, const RasterParameters& parameters,
                                            const RasterMethod& method) {
  DrawnChannels channels(map, parameters, method);
  if (method.parallel) return std::make_unique<ParallelRasteriser>(std::move(channels));
  return std::make_unique<SerialRasteriser>(std::move(channels));
}

}  // namespace stepscope
