#pragma once

#include <cstdint>
#include <vector>

#include "core/synthesis/city.h"

namespace stepscope::synthesis {

// The seven categories of nuPlan's objects, in the numbers of the reference's object types.
enum class Category { kVehicle, kPedestrian, kBicycle, kTrafficCone, kBarrier, kConstructionSign, kGenericObject };

// Something that does not move during a recording.
struct Fixture {
  Category category{Category::kGenericObject};
  Pose2 centre;
  double length{0.5}, width{0.5}, height{1.0};
};

// Parked cars, road works beside avenues with their workers, and what stands along the walkways.
std::vector<Fixture> furnish(const City& city, std::uint64_t seed);

}  // namespace stepscope::synthesis
