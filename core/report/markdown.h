#pragma once

#include <span>
#include <string>

#include "core/analysis/stage_statistics.h"
#include "core/analysis/profiled_run.h"

namespace stepscope {

// The timing report of one or more runs as Markdown: bottom line, a table of stages that adds up to 100 % with what is
// unaccounted, statements, environment, and what was not measured. Names from data are escaped.
std::string markdown_report(std::span<const ProfiledRun> runs);

// Text that Markdown (and HTML inside it) shows as it is.
std::string markdown_text(std::string_view text);

// "0.0231 ms", "12.3 ms": three significant digits, unit chosen by size (ns, µs, ms, s).
std::string duration_text(double ns);

}  // namespace stepscope
