#pragma once

#include <string>

#include "core/report/bottleneck_report.h"

namespace stepscope {

// All findings as JSON, numbers in full. Described in docs/report_json.md; "format" has the version.
std::string report_json(const BottleneckReport& report);

}  // namespace stepscope
