#pragma once

#include <filesystem>

#include "core/record/run_record.h"

namespace stepscope {

// Name of a run's folder: <log>__<token>__<planner>__<challenge>, and the controller if it is not the challenge's own.
std::string run_folder_name(const AssembledRun& run);
// The same before there is a run. `log`: name of the log.
std::string run_folder_name(const std::string& log, Token token, const RunRequest& request);

// Removes from `folder` what an earlier run left there and must not be taken for that of the one that comes, whenever
// this is cut short. Before a log of the new run gets its name there; write_run_folder() does it otherwise.
void forget_earlier_run(const std::filesystem::path& folder);

// Writes the files of a run into `folder` (created if missing; files of an earlier run there are replaced). The
// manifest comes last: a folder with a manifest is complete, whenever the program is ended.
Status write_run_folder(const std::filesystem::path& folder, const RunRecord& record);

}  // namespace stepscope
