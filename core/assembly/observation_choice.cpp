#include "core/assembly/observation_choice.h"

#include <algorithm>
#include <utility>

#include "core/observation/reactive_agents.h"
#include "core/observation/recorded_tracks.h"

namespace stepscope {

namespace {

// From iteration 0 on.
Result<std::vector<AgentRulesChange>> rules_of(const RunRequest& request, const ForkOrigin* fork) {
  std::vector<AgentRulesChange> rules;
  int first = 0;
  if (fork != nullptr)
    for (const ForkStretch& stretch : fork->before) {
      const auto then = agents_from_key(stretch.agents);
      if (!then.ok()) return then.error();
      rules.push_back({.first = first, .rules = then.value()});
      first = stretch.end;
    }
  rules.push_back({.first = first, .rules = request.agents});
  return rules;
}

}  // namespace

Result<std::shared_ptr<Observation>> make_observation(const RunRequest& request, const EngineProfile& profile,
                                                      const RoadMap& map, const Scenario& scenario, RecordedLog& log,
                                                      const ForkOrigin* fork) {
  if (request.challenge != Challenge::kClosedLoopReactiveAgents)
    return std::shared_ptr<Observation>(std::make_shared<RecordedTracks>(log));
  auto rules = rules_of(request, fork);
  if (!rules.ok()) return rules.error();
  const AgentRules at_first = rules.value().front().rules;
  rules.value().erase(rules.value().begin());
  const ReactiveAgentsOptions options{
      .rules = at_first,
      .corridors = profile.corridors == CorridorBuilding::kGeos ? CorridorMethod::kGeos : CorridorMethod::kOutline,
      .neighbours = profile.neighbours == NeighbourLookup::kAll ? NeighbourSearch::kAll : NeighbourSearch::kGrid,
      .later = std::move(rules).value()};
  RoomForAgents room;
  for (int i = 0; i < scenario.iterations(); ++i) {
    room.objects.push_back(scenario.iteration(i).objects.size());
    room.lights = std::max(room.lights, scenario.iteration(i).lights.size());
  }
  return std::shared_ptr<Observation>(std::make_shared<ReactiveAgents>(log, map, std::move(room), options));
}

}  // namespace stepscope
