#pragma once

#include <cstdint>

namespace stepscope {

// How reactive agents are made and driven.
enum class AgentRules : std::uint8_t {
  kReference,  // with every fault of the reference simulator, counted
  kFixed,      // without: see docs/reactive_agents.md
};

}  // namespace stepscope
