#include "core/imitation/usual_request.h"

namespace stepscope {

ImitationRequest usual_request() {
  ImitationRequest request;
  ModelContract& contract = request.training.contract;
  contract.name.clear();
  contract.raster.size_px = 128;
  contract.raster.metres_per_pixel = 0.75;
  contract.raster.channels = {RasterChannel::kEgo,           RasterChannel::kAgents,    RasterChannel::kRoadMap,
                              RasterChannel::kBaselinePaths, RasterChannel::kRoute,     RasterChannel::kEgoSpeed,
                              RasterChannel::kPastAgents,    RasterChannel::kRedLights, RasterChannel::kSpeedLimit};
  request.rollouts.threads = 0;
  return request;
}

}  // namespace stepscope
