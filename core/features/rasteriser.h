#pragma once

#include <span>
#include <string>

#include "core/features/raster_features.h"
#include "core/features/raster_parameters.h"
#include "core/world/ego_state.h"
#include "core/world/tracked_object.h"
#include "core/world/traffic_light.h"

namespace stepscope {

// What is drawn at one moment, all in the map frame. What no channel asks for may be left empty.
struct RasterScene {
  const EgoState& ego;
  std::span<const TrackedObject> objects;
  std::span<const TrackedObject> past_objects{};  // one second ago, or the oldest known
  std::span<const TrafficLightStatus> lights{};
};

// Draws what surrounds the ego as the reference's raster feature builder does (RasterFeatureBuilder, OpenCV 4.6): every
// implementation gives the same pixels. docs/features.md says which rules these are. One object draws for one thread.
class Rasteriser {
 public:
  virtual ~Rasteriser() = default;
  // Ids of the roadblocks and roadblock connectors to drive, for the channels that show the route; none at first.
  virtual void set_route(std::span<const std::string> /*route*/) {}
  // draw() will be called within a millisecond or so: what takes time to wake may wake now. Changes no pixel.
  virtual void draws_soon() {}
  // `out` is resized to the channels of the parameters and every pixel of it written.
  virtual void draw(const RasterScene& scene, RasterFeatures& out) = 0;
};

}  // namespace stepscope
