#pragma once

#include <string>
#include <vector>

#include "core/observation/agent_population.h"
#include "core/observation/observation.h"
#include "core/observation/occupancy.h"
#include "core/scenario/recorded_log.h"

namespace stepscope {

struct ReactiveAgentsOptions {
  AgentRules rules{AgentRules::kReference};
  CorridorMethod corridors{CorridorMethod::kOutline};
  NeighbourSearch neighbours{NeighbourSearch::kGrid};
  // Ascending. Who is an agent was decided by `rules`: from then on only how agents drive and what is replayed beside
  // them.
  std::vector<AgentRulesChange> later{};
};

// What a run will need room for, so that its steps allocate nothing. Too little costs time, not correctness.
struct RoomForAgents {
  std::vector<std::size_t> objects;  // recorded objects of each iteration
  std::size_t lights{0};             // most lights of an iteration
};

// Vehicles on lanes drive by the intelligent driver model and react to each other, to the ego, to red lights and to
// everything else, which does what it did in the log: the reference's IDM agents. docs/reactive_agents.md has the
// rules.
class ReactiveAgents : public Observation {
 public:
  // `room` has an entry for every iteration.
  ReactiveAgents(RecordedLog& log, const RoadMap& map, RoomForAgents room, const ReactiveAgentsOptions& options = {});

  std::string_view name() const override { return "reactive-agents"; }
  Status reset() override;
  // Agents first, then replayed objects grouped by type; not sorted by type in the reference's rules.
  Result<std::span<const TrackedObject>> current() override;
  // Moves every agent, in the order of the first frame, so that later ones see where earlier ones have gone. An error
  // names the agent whose path does not run through the ground it stands on: the reference fails there.
  Status update(const Iteration& current, const Iteration& next, const HistoryBuffer& history) override;
  std::vector<std::string> notes() const override { return faults_.sentences(rules_); }

  std::span<const ReactiveAgent> agents() const { return agents_; }
  const AgentFaults& faults() const { return faults_; }

 private:
  struct Lead {
    double distance{0.0};
    double velocity{0.0};
    double length_rear{0.0};
  };

  void make_room();
  bool replays(const TrackedObject& object) const;
  void append_replayed(std::span<const TrackedObject> recorded, std::vector<TrackedObject>& out) const;
  void place_surroundings(const EgoState& ego, std::span<const TrackedObject> recorded);
  void remove_surroundings();
  void remove_far_agents(const EgoState& ego);
  Result<Lead> lead_of(std::uint32_t agent, const EgoState& ego);
  void place_red_stop_lines(const ReactiveAgent& agent);
  void remove_stop_lines();
  double velocity_along(std::uint32_t entry, double heading, const EgoState& ego) const;
  void move(std::uint32_t agent, const Lead& lead, double dt);

  // Entries of the occupancy: agents, the ego, replayed objects, stop lines.
  std::uint32_t ego_entry() const { return static_cast<std::uint32_t>(agents_.size()); }

  RecordedLog& log_;
  const RoadMap& map_;
  RoomForAgents room_;
  ReactiveAgentsOptions options_;

  int iteration_{0};
  AgentRules rules_;  // at present
  std::vector<ReactiveAgent> agents_;
  std::vector<Token> agent_tracks_;  // ascending
  AgentFaults faults_;
  std::vector<std::vector<TrackedObject>> frames_;  // by iteration; spans of them are handed out

  Occupancy occupancy_;
  std::uint32_t surroundings_end_{0};      // one past the last entry of a replayed object
  std::vector<std::uint32_t> stop_lines_;  // map index of those present, from entry surroundings_end_ on
  SignalState signals_;
  Corridor corridor_;
  RouteScratch scratch_;
  std::vector<Point2> line_;
  std::vector<std::uint32_t> meeting_;
};

}  // namespace stepscope
