#pragma once

#include <string>
#include <string_view>

#include "core/assembly/run_request.h"

namespace stepscope {

// Why a switch of the engine profile cannot change a run of this request ("not used by this planner"); empty if it can,
// and for planners that this program does not know.
std::string why_no_effect(std::string_view switch_key, const RunRequest& request);

}  // namespace stepscope
