#pragma once

#include "app/cli/selection.h"
#include "core/scenario/scenario.h"

namespace stepscope::cli {

// The one scenario that the options name, read with its map.
Result<ScenarioPtr> load_one(const DataOptions& data, const SelectionOptions& selection, Console& console);

}  // namespace stepscope::cli
