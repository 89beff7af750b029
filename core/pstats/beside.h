#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/analysis/stage_statistics.h"
#include "core/pstats/python_profile.h"

namespace stepscope {

// One line of a Python profile beside a Stepscope run.
struct StageBeside {
  enum class Kind : std::uint8_t {
    kGroup,  // a group of stages, or what is none
    kPart,   // one of several parts of the group above it
    kStep,   // sum of what every step pays: all groups above it
    kOnce,   // paid once a run
    kWhole,  // the whole profile: step and once
  };
  Kind kind{Kind::kGroup};
  std::string_view title;
  std::string_view key;                // stable
  std::optional<StageGroup> group;     // whose colour it has
  double python_s{0.0};                // in the whole profile
  std::optional<double> python_ms;     // per step; nothing if steps are not known
  double share{0.0};                   // of the whole profile, 0…1: those of kGroup and kOnce add up to 1
  std::optional<double> stepscope_ms;  // mean per step; nothing without a run, or if it has no such stage
  std::optional<double> ratio;         // Python / Stepscope
};

// Groups in the order of the charts, the parts of a group below it if it has several; what a step pays in all; what is
// paid once; the sum. Groups without time on either side are left out. `run` may be null.
std::vector<StageBeside> beside_rows(const PythonProfile& profile, const RunStatistics* run);

}  // namespace stepscope
