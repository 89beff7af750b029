#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/assembly/assembled_run.h"
#include "core/map/map_cache.h"
#include "core/probe/span_tape.h"
#include "core/store/stored_scenario.h"

namespace stepscope {

// A run that others go on from, wherever it is: what its finished steps were and how they came about.
struct ForkParent {
  std::string name;  // for messages: "run 12"
  std::string uuid;  // in its store; empty: it is not kept
  RunRequest request;
  EngineProfile profile;
  ControllerKind controller{};       // that the request comes to
  std::optional<ForkOrigin> origin;  // of a run that went on from another one itself
  ScenarioPtr scenario;
  std::vector<FramePtr> frames;           // steps 0 … of the run, all that are finished
  std::shared_ptr<const SpanTape> spans;  // of the same run; null: not known

  int steps() const { return static_cast<int>(frames.size()); }
  int whole() const { return scenario->iterations() - 1; }  // steps of a run to the end
  // The last step to go on from: one beyond the finished ones (where a planner failed, where the run was stopped),
  // unless the run is at its end.
  int last_fork() const { return steps() < whole() ? steps() : whole() - 1; }
};

// A run of this program, as far as `frames` go: they may be fewer than it has by now. Its parts are only read, so that
// it may go on meanwhile.
ForkParent fork_parent(const AssembledRun& run, std::string uuid, std::vector<FramePtr> frames,
                       std::shared_ptr<const SpanTape> spans);
// Its tape, for a run that is not going on.
std::vector<FramePtr> frames_of(const RunTape& tape);

// A stored run. Errors: no such run, it has no finished step and no beginning either, its data are gone or are others,
// it asks for something that this version does not know. `places`: where log and map are now, if elsewhere.
Result<ForkParent> stored_fork_parent(const RunStore& store, RunId run, MapCache& maps, const DataPlaces& places = {});
// The same on a scenario that is open already.
Result<ForkParent> stored_fork_parent(const RunStore& store, RunId run, const ScenarioPtr& scenario);

}  // namespace stepscope
