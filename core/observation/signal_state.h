#pragma once

#include <span>
#include <vector>

#include "core/map/road_map.h"
#include "core/world/traffic_light.h"

namespace stepscope {

// Which lane connectors are green and which are red at one moment. Allocates nothing once it has grown.
class SignalState {
 public:
  void reserve(std::size_t lights);
  void assign(std::span<const TrafficLightStatus> lights);
  bool green(FeatureId connector) const;
  bool red(FeatureId connector) const;

 private:
  std::vector<FeatureId> green_, red_;  // ascending
};

}  // namespace stepscope
