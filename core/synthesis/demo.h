#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

#include "core/base/result.h"

namespace stepscope {

struct DemoOptions {
  static constexpr int kMostLogs = 50;  // their names stay on one day
  std::uint64_t seed{1};
  int logs{3};  // of 36 s at 20 Hz each

  friend bool operator==(const DemoOptions&, const DemoOptions&) = default;
};

// Writes a synthetic city and its traffic as a data root in nuPlan's format: maps/nuplan-maps-v1.0.json,
// maps/stepscope-demo/1.0/map.gpkg, splits/demo/*.db, and stepscope-demo.stamp. Every tagged moment is a scenario that
// the log covers whole, with the 8 s after it that open-loop metrics compare plans with. Equal options give byte-equal
// files. Files appear under their names only when complete. `progress`: share done (0 … 1) and what is being written.
Status write_demo(const std::filesystem::path& folder, const DemoOptions& options,
                  const std::function<void(double, const std::string&)>& progress = {});

// With which options the demo in a folder was written; none unless it is whole and of this program's generator.
std::optional<DemoOptions> current_demo(const std::filesystem::path& folder);

}  // namespace stepscope
