#pragma once

#include <string>
#include <string_view>

#include "core/assembly/run_request.h"

namespace stepscope {

// Whether a tracker follows the plan: the challenge's controller or the one asked for is LQR or iLQR.
bool tracks_plan(const RunRequest& request);
// Whether its planner asks a network; false for planners that this program does not know.
bool asks_network(const RunRequest& request);

// Why a switch of the engine profile cannot change a run of this request ("not used by this planner"); empty if it can,
// and for planners that this program does not know.
std::string why_no_effect(std::string_view switch_key, const RunRequest& request);

}  // namespace stepscope
