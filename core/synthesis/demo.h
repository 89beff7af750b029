#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "core/base/result.h"

namespace stepscope {

struct DemoOptions {
  static constexpr int kMostLogs = 50;  // their names stay on one day
  std::uint64_t seed{1};
  int logs{3};  // of 20 s at 20 Hz each
};

// Writes a synthetic city and its traffic as a data root in nuPlan's format: maps/nuplan-maps-v1.0.json,
// maps/stepscope-demo/1.0/map.gpkg, splits/demo/*.db. Equal options give byte-equal files. Files appear under their
// names only when complete. `progress`: share done (0 … 1) and what is being written.
Status write_demo(const std::filesystem::path& folder, const DemoOptions& options,
                  const std::function<void(double, const std::string&)>& progress = {});

}  // namespace stepscope
