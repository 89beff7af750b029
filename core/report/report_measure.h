#pragma once

#include <optional>
#include <string_view>

#include "core/report/expectations.h"

namespace stepscope {

const ReportMeasure* find_measure(std::string_view key);  // null: there is none

// None where the run did not record it.
std::optional<double> measured(std::string_view key, const ProfiledRun& run, const RunStatistics& statistics,
                               const CostSplit& split);

}  // namespace stepscope
