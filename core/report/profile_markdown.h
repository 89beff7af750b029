#pragma once

#include <string>

#include "core/pstats/beside.h"
#include "core/pstats/python_profile.h"

namespace stepscope {

// A Python profile as Markdown: what its counts mean, time per stage (beside a Stepscope run, if `run` is one;
// `run_name` says which), counts, the longest functions with the stage their time goes to. Names from the profile are
// escaped.
std::string profile_markdown(const PythonProfile& profile, const RunStatistics* run, const std::string& run_name);

}  // namespace stepscope
