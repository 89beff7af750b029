#include "core/observation/signal_state.h"

#include <algorithm>

namespace stepscope {

void SignalState::reserve(std::size_t lights) {
  green_.reserve(lights);
  red_.reserve(lights);
}

void SignalState::assign(std::span<const TrafficLightStatus> lights) {
  green_.clear();
  red_.clear();
  for (const TrafficLightStatus& light : lights) {
    if (light.colour == LightColour::kGreen) green_.push_back(light.lane_connector);
    if (light.colour == LightColour::kRed) red_.push_back(light.lane_connector);
  }
  std::sort(green_.begin(), green_.end());
  std::sort(red_.begin(), red_.end());
}

bool SignalState::green(FeatureId connector) const {
  return std::binary_search(green_.begin(), green_.end(), connector);
}
bool SignalState::red(FeatureId connector) const { return std::binary_search(red_.begin(), red_.end(), connector); }

}  // namespace stepscope
