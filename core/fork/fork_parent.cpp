#include "core/fork/fork_parent.h"

#include <utility>

#include "core/fork/parent_facts.h"

namespace stepscope {

std::vector<FramePtr> frames_of(const RunTape& tape) {
  std::vector<FramePtr> frames;
  frames.reserve(tape.size());
  for (std::size_t k = 0; k < tape.size(); ++k) frames.push_back(tape.frame(k));
  return frames;
}

ForkParent fork_parent(const AssembledRun& run, std::string uuid, std::vector<FramePtr> frames,
                       std::shared_ptr<const SpanTape> spans) {
  return {.name = "this run",
          .uuid = std::move(uuid),
          .request = run.request(),
          .profile = run.profile(),
          .controller = run.controller(),
          .origin = run.fork(),
          .scenario = run.scenario(),
          .frames = std::move(frames),
          .spans = std::move(spans)};
}

Result<ForkParent> stored_fork_parent(const RunStore& store, RunId run, const ScenarioPtr& scenario) {
  const auto at = [&](Error error) {
    if (error.file.empty()) error.file = store.file().string();
    const std::string place = "run, number " + std::to_string(run);
    error.place = error.place.empty() ? place : place + ": " + error.place;
    return error;
  };
  const auto summary = store.summary(run);
  if (!summary.ok()) return summary.error();
  auto recorded = store.read(run);
  if (!recorded.ok()) return recorded.error();
  auto parent = parent_of(recorded.value());
  if (!parent.ok()) return at(parent.error());
  auto frames = store.frames(run, scenario);
  if (!frames.ok()) return frames.error();
  parent.value().name = "run " + std::to_string(run);
  parent.value().uuid = summary.value().uuid;
  parent.value().scenario = scenario;
  parent.value().frames = std::move(frames).value();
  return parent;
}

Result<ForkParent> stored_fork_parent(const RunStore& store, RunId run, MapCache& maps, const DataPlaces& places) {
  const auto known = store.summary(run);
  if (!known.ok()) return known.error();
  auto scenario = load_scenario(store, run, maps, places);
  if (!scenario.ok()) return scenario.error();
  return stored_fork_parent(store, run, scenario.value());
}

}  // namespace stepscope
