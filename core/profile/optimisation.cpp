#include "core/profile/optimisation.h"

#include <cassert>

namespace stepscope {

namespace {

using enum OptimisationNeeds;
using enum OutputPromise;

constexpr std::array<Optimisation, 12> kOptimisations{{
    {1, "traffic lights cached", 40.0, "traffic-lights", "per-request", "cached", kNothing, kBitEqual},
    {2, "map raster gathered once", 30.0, "map-raster", "per-step", "gathered", kRasters, kBitEqual},
    {3, "map preloaded", 25.0, "map", "on-demand", "preloaded", kNothing, kBitEqual},
    {4, "connections pooled", 31.0, "connections", "per-statement", "pooled", kNothing, kBitEqual},
    {5, "agent raster batched", 20.0, "agent-raster", "one-by-one", "batched", kRasters, kBitEqual},
    {6, "queries batched", 30.0, "queries", "per-step", "per-scenario", kNothing, kBitEqual},
    {7, "views instead of copies", 30.0, "handover", "copies", "views", kNothing, kBitEqual},
    {8, "history in a ring", 10.0, "history", "rebuilt", "ring", kNothing, kBitEqual},
    {9, "log written beside the run", 10.0, "log", "blocking", "async", kNothing, kBitEqual},
    {10, "features on the graphics card", 50.0, "device", "cpu", "cuda", kCuda, kWithinTolerance},
    {11, "network fused", 10.0, "inference", "float32", "fused", kNetwork, kWithinTolerance},
    {12, "features in parallel", 40.0, "features", "serial", "parallel", kRasters, kBitEqual},
}};

constexpr std::array<std::string_view, 4> kPhaseKeys{"quick-wins", "medium", "refactor", "advanced"};
constexpr std::array<std::string_view, 4> kPhaseTitles{"quick wins", "medium", "refactor", "advanced"};

EngineProfile set(EngineProfile profile, std::string_view key, std::string_view value) {
  [[maybe_unused]] const Status status = set_switch(profile, key, value);
  assert(status.ok());
  return profile;
}

}  // namespace

std::string_view phase_key(OptimisationPhase phase) { return kPhaseKeys[static_cast<std::size_t>(phase)]; }
std::string_view phase_title(OptimisationPhase phase) { return kPhaseTitles[static_cast<std::size_t>(phase)]; }

std::span<const Optimisation> optimisations() { return kOptimisations; }

EngineProfile with(EngineProfile profile, const Optimisation& optimisation) {
  return set(std::move(profile), optimisation.key, optimisation.on);
}

EngineProfile without(EngineProfile profile, const Optimisation& optimisation) {
  return set(std::move(profile), optimisation.key, optimisation.off);
}

EngineProfile phase_profile(OptimisationPhase phase) {
  EngineProfile profile = EngineProfile::baseline();
  profile.name = phase_key(phase);
  for (const Optimisation& optimisation : kOptimisations)
    if (optimisation.phase() <= phase && optimisation.needs != kCuda) profile = with(std::move(profile), optimisation);
  return profile;
}

}  // namespace stepscope
