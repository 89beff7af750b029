#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/pstats/beside.h"
#include "core/pstats/python_profile.h"

namespace stepscope::cli {

// A Python profile for a terminal: stages (beside a run, if there is one), sentences, longest functions.
std::string profile_text(const PythonProfile& profile, const RunStatistics* run);

// The same for machines; described in docs/python_profiles.md.
nlohmann::ordered_json profile_json(const PythonProfile& profile, const RunStatistics* run);

}  // namespace stepscope::cli
