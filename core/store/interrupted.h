#pragma once

#include <string>

#include "core/sqlite/database.h"
#include "core/store/run_summary.h"

namespace stepscope {

// Statement whose one number is how many steps of a run are stored.
std::string steps_query(RunId run);

// Ends the runs in the store's books whose programs have ended before them: takes what their journals hold, then status
// "interrupted", with the times of the steps that are stored.
Status mark_interrupted(const Database& store);

}  // namespace stepscope
