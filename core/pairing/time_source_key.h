#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/analysis/timing_columns.h"

namespace stepscope {

// "step" (the whole step), "planner" (children included), "planner.self", "unaccounted" (what no stage covers): for
// gates and files; stable.
std::string time_source_key(TimeSource source);
std::optional<TimeSource> time_source_from_key(std::string_view key);

// "step, …": all that are totals, and how self times are written.
std::string time_source_choices();

}  // namespace stepscope
