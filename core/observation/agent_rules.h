#pragma once

#include <cstdint>

namespace stepscope {

// How reactive agents are made and driven.
enum class AgentRules : std::uint8_t {
  kReference,  // with every fault of the reference simulator, counted
  kFixed,      // without: see docs/reactive_agents.md
};

// Other rules from an iteration on: those by which objects are made at the next one.
struct AgentRulesChange {
  int first{0};
  AgentRules rules{AgentRules::kReference};
};

}  // namespace stepscope
