#pragma once

#include <filesystem>
#include <vector>

#include "core/ablation/ablation_result.h"
#include "core/base/result.h"

namespace stepscope {

// Writes ablation.json, ablation.md, ablation.html and ablation.csv into a folder that exists, each whole or not at
// all. The files, or an error that names the one that could not be written.
Result<std::vector<std::filesystem::path>> write_ablation(const AblationResult& result,
                                                          const std::filesystem::path& folder);

}  // namespace stepscope
