#include "core/world/tracked_object.h"

#include <array>

namespace stepscope {

namespace {

constexpr std::array<std::string_view, kObjectTypeCount> kCategories{
    "vehicle", "pedestrian", "bicycle", "traffic_cone", "barrier", "czone_sign", "generic_object"};

}  // namespace

std::string_view category_name(ObjectType type) { return kCategories[static_cast<std::size_t>(type)]; }

std::optional<ObjectType> object_type_from_category(std::string_view name) {
  for (std::size_t i = 0; i < kCategories.size(); ++i)
    if (kCategories[i] == name) return static_cast<ObjectType>(i);
  return std::nullopt;
}

}  // namespace stepscope
