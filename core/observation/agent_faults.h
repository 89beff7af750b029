#pragma once

#include <string>
#include <vector>

#include "core/observation/agent_rules.h"

namespace stepscope {

// What the reference's faults did in one run, or what kFixed did instead.
struct AgentFaults {
  int bicycles{0};            // of the first frame, neither reactive nor replayed
  int outside_lanes{0};       // vehicles of the first frame outside lanes and connectors
  int overlapping{0};         // vehicles that, moved onto their lane, meet somebody
  int unusable_lanes{0};      // vehicles on a lane without a usable path (kFixed; the reference ends the run)
  int misled_by_wrapping{0};  // agents on another lane or connector than wrapped headings give
  int leaked_limits{0};       // agents that start with the speed limit of an agent before them
  int jumps_back{0};          // times an agent went back to its path's last but one vertex
  int out_of_range{0};        // agents removed for good more than 100 m from the ego (no fault)
  int ambiguous_leads{0};     // times several entries met an agent's footprint, each of them nearest

  // One sentence each; nothing for a count of 0.
  std::vector<std::string> sentences(AgentRules rules) const;
};

}  // namespace stepscope
