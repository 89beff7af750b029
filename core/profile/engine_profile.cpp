#include "core/profile/engine_profile.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "core/profile/optimisation.h"

namespace stepscope {

namespace {

// A switch whose enum counts from 0, the reference's behaviour first.
template <typename Enum>
struct Choice {
  std::string_view key;
  std::array<std::string_view, 5> values;  // the first ones; the rest is empty
  Enum EngineProfile::*member;
  std::string_view explanation;

  std::span<const std::string_view> choices() const { return {values.begin(), std::ranges::find(values, "")}; }
};

constexpr Choice<TrafficLightAccess> kTrafficLights{
    "traffic-lights",
    {"per-request", "cached"},
    &EngineProfile::traffic_lights,
    "Traffic lights are read by a statement per request, or all of the scenario's once before the run."};
constexpr Choice<ConnectionPolicy> kConnections{
    "connections",
    {"per-statement", "pooled"},
    &EngineProfile::connections,
    "Every statement opens and closes its own database connection, or all share one with prepared statements."};
constexpr Choice<MapLoading> kMap{
    "map",
    {"on-demand", "preloaded"},
    &EngineProfile::map,
    "Layers of the map are read from the GeoPackage when they are first asked for, or all before the run."};
constexpr Choice<QueryBatching> kQueries{
    "queries",
    {"per-step", "per-object", "per-scenario"},
    &EngineProfile::queries,
    "Times, ego states and objects are read by a statement per step and kind, by one more for every object as an older "
    "data layer did, or by one ordered statement per table."};
constexpr Choice<Handover> kHandover{
    "handover",
    {"copies", "views"},
    &EngineProfile::handover,
    "History and objects are copied whenever they go from one part to the next, or all look at the same frames."};
constexpr Choice<HistoryKeeping> kHistory{
    "history",
    {"rebuilt", "ring"},
    &EngineProfile::history,
    "The past is a list that is built anew and cut to length at every step, or a ring of fixed size."};
constexpr Choice<LogWriting> kLog{
    "log",
    {"blocking", "with-weights", "async"},
    &EngineProfile::log,
    "The simulation log is written and compressed after the run while everybody waits, with the network's weights in "
    "it or without, or by another thread while the run goes on."};
constexpr Choice<TrackerSolver> kTracker{
    "tracker",
    {"dense", "banded"},
    &EngineProfile::tracker,
    "The LQR tracker fits velocity and curvature by dense least squares, or along the band of the same "
    "equations (they round otherwise: 1e-15 m/s in a step)."};
constexpr Choice<CorridorBuilding> kCorridors{"corridors",
                                              {"geos", "outline"},
                                              &EngineProfile::corridors,
                                              "Agents and planners ask polygons around paths that GEOS builds, or "
                                              "distances and outlines where these are certain."};
constexpr Choice<NeighbourLookup> kNeighbours{
    "neighbours",
    {"all", "grid"},
    &EngineProfile::neighbours,
    "Every reactive agent looks at all others, or at those in the cells of a grid that its path crosses."};
constexpr Choice<MapRaster> kMapRaster{
    "map-raster",
    {"per-step", "gathered", "canvas"},
    &EngineProfile::map_raster,
    "The map of a network's rasters is asked for at every step, gathered once around the ego, or drawn once and cut "
    "out turned, which changes pixels at the edges."};
constexpr Choice<AgentRaster> kAgentRaster{
    "agent-raster",
    {"one-by-one", "batched"},
    &EngineProfile::agent_raster,
    "Objects of a network's rasters are turned and filled one by one, or turned all at once and filled by rows."};
constexpr Choice<FeatureThreads> kFeatureThreads{
    "features",
    {"serial", "parallel"},
    &EngineProfile::feature_threads,
    "The channels of a network's rasters are drawn one after another, or by several threads."};
constexpr Choice<Inference> kInference{
    "inference",
    {"float32", "channels-last", "fused", "bf16", "int8"},
    &EngineProfile::inference,
    "A network runs as loaded, with the channels of a pixel side by side, frozen and fused, or with shorter numbers; "
    "its outputs change a little."};
constexpr Choice<InferenceThreads> kInferenceThreads{
    "inference-threads",
    {"1", "2", "4", "all"},
    &EngineProfile::inference_threads,
    "A network runs on this many threads; more help only where cores are idle."};
constexpr Choice<LearningDevice> kLearningDevice{
    "device",
    {"cpu", "cuda"},
    &EngineProfile::learning_device,
    "A network runs on the processor or on the graphics card, where LibTorch and the machine have one."};

template <typename Visitor>
void for_each_choice(Visitor&& visit) {
  visit(kTrafficLights);
  visit(kMapRaster);
  visit(kMap);
  visit(kConnections);
  visit(kAgentRaster);
  visit(kQueries);
  visit(kHandover);
  visit(kHistory);
  visit(kLog);
  visit(kLearningDevice);
  visit(kInference);
  visit(kFeatureThreads);
  visit(kInferenceThreads);
  visit(kTracker);
  visit(kCorridors);
  visit(kNeighbours);
}

}  // namespace

EngineProfile EngineProfile::fast() { return {}; }

EngineProfile EngineProfile::baseline() {
  EngineProfile profile{.name = "baseline"};
  for_each_choice([&profile]<typename Enum>(const Choice<Enum>& choice) { profile.*choice.member = Enum{}; });
  return profile;
}

Result<EngineProfile> EngineProfile::named(std::string_view name) {
  if (name == "fast") return fast();
  if (name == "baseline") return baseline();
  for (const OptimisationPhase phase : kPhases)
    if (name == phase_key(phase)) return phase_profile(phase);
  std::string known;
  for (const std::string_view other : names()) known += (known.empty() ? "" : ", ") + std::string(other);
  return Error{.file = {},
               .place = {},
               .field = "profile",
               .reason = "there is no profile \"" + std::string(name) + "\"; known: " + known};
}

std::vector<std::string_view> EngineProfile::names() {
  std::vector<std::string_view> names{"fast", "baseline"};
  for (const OptimisationPhase phase : kPhases) names.push_back(phase_key(phase));
  return names;
}

std::vector<ProfileSwitch> switches_of(const EngineProfile& profile) {
  std::vector<ProfileSwitch> switches;
  for_each_choice([&]<typename Enum>(const Choice<Enum>& choice) {
    switches.push_back({.key = std::string(choice.key),
                        .value = std::string(choice.values[static_cast<std::size_t>(profile.*choice.member)]),
                        .choices = {choice.choices().begin(), choice.choices().end()},
                        .explanation = std::string(choice.explanation)});
  });
  return switches;
}

Status set_switch(EngineProfile& profile, std::string_view key, std::string_view value) {
  bool known = false;
  bool done = false;
  std::string options;
  for_each_choice([&]<typename Enum>(const Choice<Enum>& choice) {
    if (choice.key != key) return;
    known = true;
    for (std::size_t i = 0; i < choice.choices().size(); ++i) {
      const std::string_view possible = choice.values[i];
      options += (i > 0 ? ", " : "") + std::string(possible);
      if (possible != value) continue;
      profile.*choice.member = static_cast<Enum>(i);
      done = true;
    }
  });
  if (done) return {};
  if (known)
    return Error{.file = {},
                 .place = "switch " + std::string(key),
                 .field = {},
                 .reason = "\"" + std::string(value) + "\" is not one of " + options};
  for_each_choice([&]<typename Enum>(const Choice<Enum>& choice) {
    options += (options.empty() ? "" : ", ") + std::string(choice.key);
  });
  return Error{.file = {},
               .place = {},
               .field = {},
               .reason = "there is no switch \"" + std::string(key) + "\"; known: " + options};
}

}  // namespace stepscope
