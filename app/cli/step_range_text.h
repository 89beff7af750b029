#pragma once

#include <optional>
#include <string>

#include "core/analysis/step_range.h"

namespace stepscope::cli {

// "7" or "7-12"; none: neither.
std::optional<StepRange> step_range_in(const std::string& text);

}  // namespace stepscope::cli
