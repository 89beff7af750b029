#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/analysis/profiled_run.h"

namespace stepscope {

// A condition in which two runs differ.
struct RunDifference {
  enum class Kind : std::uint8_t {
    kRequest,      // planner, challenge, controller, agents, parameter
    kSwitch,       // of the engine profile
    kEnvironment,  // machine, program, build, window
  };
  Kind kind{Kind::kEnvironment};
  std::string what;  // "processor", "switch queries"
  std::string a, b;  // "" where it is not set or not recorded
  bool operator==(const RunDifference&) const = default;
};

// All of them, requests first.
std::vector<RunDifference> differences_between(const RunFacts& a, const RunFacts& b);

// Whether a difference may explain one of the times although nobody asked about it: the environment always, switches
// where the request differs, too.
bool disturbs(const RunDifference& difference, const std::vector<RunDifference>& all);

}  // namespace stepscope
