#pragma once

#include <filesystem>

#include "core/synthesis/city.h"
#include "core/synthesis/gpkg_writer.h"

namespace stepscope::synthesis {

inline constexpr const char* kMapName = "stepscope-demo";
inline constexpr const char* kMapVersion = "1.0";

// Writes every layer nuPlan maps have, in one transaction. The file must not exist.
Status write_map(const std::filesystem::path& file, const City& city, const MapFrame& frame);

}  // namespace stepscope::synthesis
