#pragma once

#include <filesystem>

#include "core/record/run_record.h"

namespace stepscope {

// Name of a run's folder: <log>__<token>__<planner>__<challenge>.
std::string run_folder_name(const AssembledRun& run);

// Writes all files of a run into `folder` (created if missing; files of an earlier run there are replaced). The
// manifest comes last: a folder with a manifest is complete.
Status write_run_folder(const std::filesystem::path& folder, const RunRecord& record);

}  // namespace stepscope
