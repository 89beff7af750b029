#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace stepscope {

// How recorded traffic lights reach the run.
enum class TrafficLightAccess { kPerRequest, kCached };
// How a run connects to the log database.
enum class ConnectionPolicy { kPerStatement, kPooled };
// How recorded states and objects reach the run.
enum class QueryBatching { kPerStep, kPerScenario };
// How the LQR tracker solves its two least-squares fits.
enum class TrackerSolver { kDense, kBanded };
// Who builds the polygon around a path, and whether planners ask it whatever the distances say already.
enum class CorridorBuilding { kGeos, kOutline };
// How a reactive agent finds who may be in its way.
enum class NeighbourLookup { kAll, kGrid };

// Which implementation of each interchangeable part a run uses. Read by core/assembly alone: every choice computes the
// same trajectory, sooner or later.
struct EngineProfile {
  std::string name{"fast"};
  TrafficLightAccess traffic_lights{TrafficLightAccess::kCached};
  ConnectionPolicy connections{ConnectionPolicy::kPooled};
  QueryBatching queries{QueryBatching::kPerScenario};
  TrackerSolver tracker{TrackerSolver::kBanded};
  CorridorBuilding corridors{CorridorBuilding::kOutline};
  NeighbourLookup neighbours{NeighbourLookup::kGrid};

  static EngineProfile fast();
  static EngineProfile baseline();  // behaves like the reference, statement by statement
  // "fast" or "baseline".
  static Result<EngineProfile> named(std::string_view name);

  bool operator==(const EngineProfile&) const = default;
};

// One switch in text form.
struct ProfileSwitch {
  std::string key;    // "traffic-lights"
  std::string value;  // "cached"
  std::vector<std::string> choices;
  std::string explanation;  // one sentence
};

// All switches with their present values, in the order of the product's list.
std::vector<ProfileSwitch> switches_of(const EngineProfile& profile);
// Sets one switch ("queries", "per-step"); an error names the unknown key or the possible values.
Status set_switch(EngineProfile& profile, std::string_view key, std::string_view value);

}  // namespace stepscope
