#include "core/assembly/raster_choice.h"

namespace stepscope {

RasterMethod raster_method(const EngineProfile& profile) {
  return {.map = static_cast<RasterMethod::Map>(profile.map_raster),
          .agents = static_cast<RasterMethod::Agents>(profile.agent_raster),
          .parallel = profile.feature_threads == FeatureThreads::kParallel};
}

}  // namespace stepscope
