#include "core/report/switch_scope.h"

#include <algorithm>
#include <initializer_list>

#include "core/assembly/switch_use.h"
#include "core/rerun/stored_request.h"

namespace stepscope {

namespace {

struct Reach {
  std::string_view key;
  std::initializer_list<Stage> stages;
};

// Where each switch acts within a step (docs/engine_profiles.md). One that is not here may act anywhere.
const Reach kReach[] = {
    {"traffic-lights", {Stage::kDatabase}},
    {"connections", {Stage::kDatabase}},
    {"queries", {Stage::kDatabase}},
    {"map", {Stage::kMapIo}},
    {"map-raster", {Stage::kFeatureMap, Stage::kFeatureBaselines, Stage::kFeatureCoordinates}},
    {"agent-raster", {Stage::kFeatureAgents, Stage::kFeatureCoordinates}},
    {"features",
     {Stage::kFeatures, Stage::kFeatureMap, Stage::kFeatureAgents, Stage::kFeatureEgo, Stage::kFeatureBaselines,
      Stage::kFeatureCoordinates}},
    {"inference", {Stage::kInference}},
    {"inference-threads", {Stage::kInference}},
    {"handover", {Stage::kInputHistory, Stage::kObservation, Stage::kHistoryUpdate}},
    {"history", {Stage::kInputHistory, Stage::kHistoryUpdate}},
    {"tracker", {Stage::kController}},
    {"corridors", {Stage::kPlanner, Stage::kFeatures, Stage::kPostprocess, Stage::kObservation}},
    {"neighbours", {Stage::kObservation}},
};

}  // namespace

SwitchScope scope_of(std::string_view key, const ProfiledRun& run, const RunStatistics& statistics) {
  SwitchScope scope;
  if (key == "log") {
    scope.why_no_effect = "it acts after the last step";
    return scope;
  }
  const auto request = request_in(run.facts);
  if (request.ok()) scope.why_no_effect = why_no_effect(key, request.value());
  const bool agents_act = !request.ok() || request.value().challenge == Challenge::kClosedLoopReactiveAgents;
  const auto reach = std::ranges::find(kReach, key, &Reach::key);
  if (reach == std::end(kReach) || !scope.why_no_effect.empty()) return scope;
  for (const StageRow& row : statistics.stages) {
    if (std::ranges::find(reach->stages, row.stage) == reach->stages.end() || row.self.max <= 0.0) continue;
    if (key == "corridors" && row.stage == Stage::kObservation && !agents_act) continue;
    scope.stages.push_back(row.stage);
    scope.acts_on_ns += row.self.mean;
  }
  if (scope.stages.empty()) scope.why_no_effect = "no step spent time where it acts";
  return scope;
}

}  // namespace stepscope
