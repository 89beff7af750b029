#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/cli/selection.h"
#include "core/fork/fork_parent.h"

namespace stepscope::cli {

// "7" or "run:7", unless that is the name of a file; none: not of the store.
std::optional<RunId> stored_id(const std::string& name);

// A kept run with everything that going on from it, or making its steps again, takes. `data`: where its log and map
// are, if not where they were.
Result<ForkParent> stored_parent(const RunStore& store, RunId run, const DataOptions& data, MapCache& maps);
Result<ForkParent> parent_in_folder(const std::filesystem::path& folder, const DataOptions& data, MapCache& maps);

}  // namespace stepscope::cli
