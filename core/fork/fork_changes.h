#pragma once

#include <string>
#include <vector>

#include "core/assembly/run_request.h"
#include "core/profile/engine_profile.h"

namespace stepscope {

// What runs from a step on, in words, one change each: "planner: simple → idm", "headway_time: its own value → 2.5",
// "tracker: banded → dense". Empty: nothing is different.
std::vector<std::string> changes_between(const RunRequest& before, const EngineProfile& profile_before,
                                         const RunRequest& after, const EngineProfile& profile_after);

// Whether the planner itself is the same, so that it goes on with what it remembers: the id and every parameter. The
// profile may be another one: it does not decide what a planner does.
bool same_planner(const RunRequest& a, const RunRequest& b);

}  // namespace stepscope
