#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/observation/agent_rules.h"

namespace stepscope {

enum class Challenge { kOpenLoopBoxes, kClosedLoopNonreactiveAgents, kClosedLoopReactiveAgents };
std::string_view challenge_key(Challenge challenge);    // "open-loop-boxes"
std::string_view challenge_title(Challenge challenge);  // "open loop, boxes"
Result<Challenge> challenge_from_key(std::string_view key);

enum class ControllerKind { kLogPlayback, kPerfectTracking, kLqr, kIlqr };
std::string_view controller_key(ControllerKind kind);  // "lqr"
Result<ControllerKind> controller_from_key(std::string_view key);
ControllerKind default_controller(Challenge challenge);

std::string_view agents_key(AgentRules rules);  // "reference"
Result<AgentRules> agents_from_key(std::string_view key);

// What to run, in the user's words. Everything else follows from the scenario and the engine profile.
struct RunRequest {
  std::string planner{"simple"};  // id in the planner list
  Challenge challenge{Challenge::kOpenLoopBoxes};
  std::optional<ControllerKind> controller;       // none: the challenge's own
  std::map<std::string, std::string> parameters;  // planner parameters, name → value
  AgentRules agents{AgentRules::kReference};      // of the challenge with reactive agents

  bool operator==(const RunRequest&) const = default;
};

}  // namespace stepscope
