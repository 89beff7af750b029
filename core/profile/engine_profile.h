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
// How recorded states and objects reach the run: a statement per step and kind, one more per object (as the reference's
// older data layer), or all at once before the run.
enum class QueryBatching { kPerStep, kPerObject, kPerScenario };
// When the layers of the map are read: each when somebody first asks for it, during the run, or all before the run.
enum class MapLoading { kOnDemand, kPreloaded };
// How history and objects get from part to part at every step.
enum class Handover { kCopies, kViews };
// How the past of a run is kept.
enum class HistoryKeeping { kRebuilt, kRing };
// When the simulation log is serialised and compressed: at the end while everybody waits, without or with the model's
// file in it, or on another thread while the run goes on.
enum class LogWriting { kBlocking, kWithWeights, kAsync };
// How the LQR tracker solves its two least-squares fits.
enum class TrackerSolver { kDense, kBanded };
// Who builds the polygon around a path, and whether planners ask it whatever the distances say already.
enum class CorridorBuilding { kGeos, kOutline };
// How a reactive agent finds who may be in its way.
enum class NeighbourLookup { kAll, kGrid };
// Where the map in a network's rasters comes from: asked for at every step, gathered once around the ego, or drawn once
// and cut out turned (other pixels at the edges).
enum class MapRaster { kPerStep, kGathered, kCanvas };
// How objects get into a network's rasters.
enum class AgentRaster { kOneByOne, kBatched };
// Who draws the channels of a network's rasters.
enum class FeatureThreads { kSerial, kParallel };
// In which form a network runs (core/learning/network_options.h).
enum class Inference { kFloat32, kChannelsLast, kFused, kBfloat16, kInt8 };
// How many threads run a network.
enum class InferenceThreads { kOne, kTwo, kFour, kAll };
// Where features are prepared and a network runs.
enum class LearningDevice { kCpu, kCuda };

// Which implementation of each interchangeable part a run uses. Read by core/assembly alone: a choice computes the same
// trajectory, sooner or later; tracker, canvas, inference, threads, device within the tolerances of core/pairing.
struct EngineProfile {
  std::string name{"fast"};
  TrafficLightAccess traffic_lights{TrafficLightAccess::kCached};
  ConnectionPolicy connections{ConnectionPolicy::kPooled};
  MapLoading map{MapLoading::kPreloaded};
  QueryBatching queries{QueryBatching::kPerScenario};
  Handover handover{Handover::kViews};
  HistoryKeeping history{HistoryKeeping::kRing};
  LogWriting log{LogWriting::kAsync};
  TrackerSolver tracker{TrackerSolver::kBanded};
  CorridorBuilding corridors{CorridorBuilding::kOutline};
  NeighbourLookup neighbours{NeighbourLookup::kGrid};
  MapRaster map_raster{MapRaster::kGathered};
  AgentRaster agent_raster{AgentRaster::kBatched};
  FeatureThreads feature_threads{FeatureThreads::kSerial};
  Inference inference{Inference::kFused};
  InferenceThreads inference_threads{InferenceThreads::kOne};
  LearningDevice learning_device{LearningDevice::kCpu};

  static EngineProfile fast();
  static EngineProfile baseline();  // behaves like the reference, statement by statement
  // "fast", "baseline", or a phase of the list of optimisations ("medium"; core/profile/optimisation.h).
  static Result<EngineProfile> named(std::string_view name);
  // All of these.
  static std::vector<std::string_view> names();

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
