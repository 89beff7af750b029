#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/token.h"
#include "core/geometry/oriented_box.h"

namespace stepscope {

// Kind of an object, in the reference's order (a frame's objects are sorted by it).
enum class ObjectType : std::uint8_t {
  kVehicle = 0,
  kPedestrian = 1,
  kBicycle = 2,
  kTrafficCone = 3,
  kBarrier = 4,
  kConstructionSign = 5,
  kGenericObject = 6,
};
inline constexpr int kObjectTypeCount = 7;

// Name as nuPlan's category table spells it: "vehicle", "czone_sign", …
std::string_view category_name(ObjectType type);
std::optional<ObjectType> object_type_from_category(std::string_view name);
// Agents move by themselves and have a velocity; the others are static objects.
inline bool is_agent(ObjectType type) { return type <= ObjectType::kBicycle; }

// An object of the scene at one moment. Box in the map frame, velocity of its centre in the map frame (0 for static).
struct TrackedObject {
  Token track;  // stable over time
  ObjectType type{ObjectType::kVehicle};
  OrientedBox box;
  double height{0.0};  // m
  double vx{0.0};      // m/s, map frame
  double vy{0.0};

  double speed() const { return std::hypot(vx, vy); }
  bool operator==(const TrackedObject&) const = default;
};

}  // namespace stepscope
