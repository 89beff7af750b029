#include "core/assembly/observation_choice.h"

#include <algorithm>
#include <utility>

#include "core/observation/reactive_agents.h"
#include "core/observation/recorded_tracks.h"

namespace stepscope {

std::shared_ptr<Observation> make_observation(const RunRequest& request, const EngineProfile& profile,
                                              const RoadMap& map, const Scenario& scenario, RecordedLog& log) {
  if (request.challenge != Challenge::kClosedLoopReactiveAgents) return std::make_shared<RecordedTracks>(log);
  const ReactiveAgentsOptions options{
      .rules = request.agents,
      .corridors = profile.corridors == CorridorBuilding::kGeos ? CorridorMethod::kGeos : CorridorMethod::kOutline,
      .neighbours = profile.neighbours == NeighbourLookup::kAll ? NeighbourSearch::kAll : NeighbourSearch::kGrid};
  RoomForAgents room;
  for (int i = 0; i < scenario.iterations(); ++i) {
    room.objects.push_back(scenario.iteration(i).objects.size());
    room.lights = std::max(room.lights, scenario.iteration(i).lights.size());
  }
  return std::make_shared<ReactiveAgents>(log, map, std::move(room), options);
}

}  // namespace stepscope
