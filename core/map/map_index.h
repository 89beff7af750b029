#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace stepscope {

// One location of the index file of a maps folder.
struct MapIndexEntry {
  std::string location;  // without the suffix ".gpkg"
  std::string version;
  std::filesystem::path file;  // <maps>/<location>/<version>/map.gpkg; need not exist
};

// An error if there is no usable index file, or if it does not list the location.
Result<MapIndexEntry> find_map(const std::filesystem::path& maps_folder, const std::string& location);

}  // namespace stepscope
