#pragma once

#include <filesystem>

#include "core/fork/fork_parent.h"

namespace stepscope {

// A run folder that keeps its simulation log. It has no uuid: forks of it name no parent. `places`: where log and map
// are now, if elsewhere. Errors: as of stored_fork_parent(), and a folder without log, or with that of another run.
Result<ForkParent> folder_fork_parent(const std::filesystem::path& folder, MapCache& maps,
                                      const DataPlaces& places = {});

}  // namespace stepscope
