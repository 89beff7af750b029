#pragma once

#include <string_view>

#include "core/world/tracked_object.h"

namespace stepscope {

// An object in a sentence: "a pedestrian", "a traffic cone".
constexpr std::string_view with_article(ObjectType type) {
  switch (type) {
    case ObjectType::kVehicle:
      return "a vehicle";
    case ObjectType::kPedestrian:
      return "a pedestrian";
    case ObjectType::kBicycle:
      return "a bicycle";
    case ObjectType::kTrafficCone:
      return "a traffic cone";
    case ObjectType::kBarrier:
      return "a barrier";
    case ObjectType::kConstructionSign:
      return "a construction sign";
    case ObjectType::kGenericObject:
      return "an object";
  }
  return "an object";
}

}  // namespace stepscope
