#pragma once

#include <string>

#include "core/profile/engine_profile.h"
#include "core/scenario/scenario.h"

namespace stepscope {

// The map that a run asks, by the profile's switch `map`: the scenario's, which is in memory, or one of its own, of
// which nothing is read yet.
RoadMapPtr make_map(const Scenario& scenario, const EngineProfile& profile);

// What was read of a map on demand, when, and how long it took, in a sentence; empty for a map that was there before.
// `preloaded`: the same map in memory.
std::string map_note(const RoadMap& map, const RoadMap& preloaded);

}  // namespace stepscope
