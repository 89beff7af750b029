#pragma once

#include <filesystem>

#include "core/store/run_summary.h"

namespace stepscope::ui {

// A run that was kept: of the store, or in a folder of its own.
struct KeptRef {
  RunId run{0};
  std::filesystem::path folder;  // empty: it is in the store
  bool operator==(const KeptRef&) const = default;
};

}  // namespace stepscope::ui
