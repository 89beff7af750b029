#pragma once

#include <string>
#include <vector>

#include "core/synthesis/town.h"

namespace stepscope::synthesis {

inline constexpr int kLogSteps = 720;          // 36 s; a log has one frame more
inline constexpr int kCompared = 160;          // 8 s after a scenario that plans are compared with
inline constexpr double kRecordRange = 120.0;  // m around the ego: what is recorded

// Which vehicle of the town records a log, and from which step on.
struct Cut {
  int vehicle{0};
  int first{0};
};

// The moments worth showing, one per log: a protected left turn against oncoming traffic, a stop at a red light behind
// others, a drive past road works, then these again with other vehicles. Chosen by what really happens in the town, so
// that every seed has its stories.
std::vector<Cut> choose_cuts(const Town& town, int logs);

}  // namespace stepscope::synthesis
