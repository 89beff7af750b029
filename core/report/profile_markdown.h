#pragma once

#include <string>

#include "core/pstats/beside.h"
#include "core/pstats/python_profile.h"

namespace stepscope {

// A Python profile as Markdown: what its counts mean, time per stage (beside a Stepscope run, if `run` is one;
// `run_name` says which), counts, the longest functions with the stage their time goes to. Names from the profile are
// escaped.
std::string profile_markdown(const PythonProfile& profile, const RunStatistics* run, const std::string& run_name);

// Indices of the functions with the most own time, longest first, at most `most`.
std::vector<std::size_t> longest_functions(const PythonProfile& profile, std::size_t most);

// "database", "features and others": where a function's own time goes.
std::string stage_text(const PythonProfile& profile, std::size_t function);

}  // namespace stepscope
