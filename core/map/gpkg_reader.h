#pragma once

#include <filesystem>

#include "core/map/road_map.h"

namespace stepscope {

// Reads <maps>/<location>/<version>/map.gpkg, the version taken from the index file (nuplan-maps-v1.0.json; any
// *.json of that shape beside it is accepted). `location` may carry the suffix ".gpkg". Opened read-only and immutable.
// Errors name file, layer and field; rows that cannot be used become warnings of the map where the rest still makes
// sense.
Result<RoadMapContent> read_map(const std::filesystem::path& maps_folder, const std::string& location);

// Locations listed in the index of a maps folder, sorted.
Result<std::vector<std::string>> map_locations(const std::filesystem::path& maps_folder);

// Path of the GeoPackage of a location.
Result<std::filesystem::path> map_file(const std::filesystem::path& maps_folder, const std::string& location);

}  // namespace stepscope
