#include "core/rerun/stored_request.h"

namespace stepscope {

Result<RunRequest> request_in(const RunFacts& facts) {
  RunRequest request{.planner = facts.planner, .controller = std::nullopt, .parameters = facts.parameters};
  const auto challenge = challenge_from_key(facts.challenge);
  if (!challenge.ok()) return challenge.error();
  request.challenge = challenge.value();
  const auto controller = controller_from_key(facts.controller);
  if (!controller.ok()) return controller.error();
  request.controller = controller.value();
  const auto agents = agents_from_key(facts.agents);
  if (!agents.ok()) return agents.error();
  request.agents = agents.value();
  return request;
}

Result<EngineProfile> profile_in(const RunFacts& facts) {
  EngineProfile profile;
  profile.name = facts.profile;
  for (const auto& [key, value] : facts.switches)
    if (Status status = set_switch(profile, key, value); !status.ok()) return status.error();
  return profile;
}

}  // namespace stepscope
