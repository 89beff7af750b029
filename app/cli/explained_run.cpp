#include "app/cli/explained_run.h"

#include <fmt/format.h>

#include "app/cli/named_run.h"
#include "app/cli/run_places.h"
#include "core/fork/fork.h"
#include "core/record/simulation_log_reader.h"
#include "core/rerun/stored_request.h"
#include "core/store/run_store.h"
#include "core/store/stored_scenario.h"

namespace stepscope::cli {

namespace {

RecordedStep recorded_step(std::size_t step, const StepTiming& timing) {
  return {.step = static_cast<int>(step), .timing = timing, .ego = {}, .plan = {}, .next_ego = std::nullopt};
}

}  // namespace

Result<ExplainedRun> ExplainedRun::open(const std::string& name, const std::filesystem::path& store) {
  const auto named = named_run(name);
  if (!named.ok()) return named.error();
  ExplainedRun run;
  run.place_ = named.value().id ? store : named.value().folder;
  run.id_ = named.value().id;
  auto read = read_named_run(named.value(), store);
  if (!read.ok()) return read.error();
  run.profile_ = std::move(read).value();
  return run;
}

Result<ExplainedRun::Steps> ExplainedRun::from_folder(std::size_t step, const DataOptions& data, MapCache& maps) const {
  const auto manifest = read_manifest(place_);
  if (!manifest.ok()) return manifest.error();
  if (profile_.facts.fork)
    return Error{.file = (place_ / "manifest.json").string(),
                 .place = {},
                 .field = "fork",
                 .reason =
                     "the run went on from another one, and the folder does not keep how that began: steps of "
                     "forks are repeated from the store, as run:ID"};
  const auto places = RunPlaces::from(data);
  if (!places.ok()) return places.error();
  const auto now = places.value().of(place_);
  if (!now.ok()) return now.error();
  const auto file = place_ / "log.msgpack.xz";
  auto frames = read_simulation_log(file);
  if (!frames.ok()) return frames.error();
  if (frames.value().size() != profile_.steps.size())
    return Error{
        .file = file.string(),
        .place = {},
        .field = {},
        .reason = fmt::format("has {} frames, steps.csv {} steps", frames.value().size(), profile_.steps.size())};
  auto scenario = scenario_of(manifest.value(), now.value(), maps);
  if (!scenario.ok()) return scenario.error();
  Steps steps{.scenario = std::move(scenario).value(), .recorded = recorded_step(step, profile_.steps[step])};
  steps.recorded.ego = frames.value()[step].ego;
  steps.recorded.plan = std::move(frames.value()[step].plan);
  if (step + 1 < frames.value().size()) steps.recorded.next_ego = frames.value()[step + 1].ego;
  return steps;
}

Result<ExplainedRun::Steps> ExplainedRun::from_store(std::size_t step, const DataOptions& data, MapCache& maps) const {
  auto store = RunStore::open(place_);
  if (!store.ok()) return store.error();
  DataPlaces places{.db = data.db, .maps = data.maps};
  if (places.maps.empty() && !data.data.empty()) places.maps = std::filesystem::path(data.data) / "maps";
  auto scenario = load_scenario(store.value(), *id_, maps, places);
  if (!scenario.ok()) return scenario.error();
  auto parent = stored_fork_parent(store.value(), *id_, scenario.value());
  if (!parent.ok()) return parent.error();
  const std::vector<FramePtr>& frames = parent.value().frames;
  if (frames.size() != profile_.steps.size())
    return Error{.file = place_.string(),
                 .place = "run " + std::to_string(*id_),
                 .field = {},
                 .reason = fmt::format("has {} frames and {} steps", frames.size(), profile_.steps.size())};
  Steps steps{.scenario = std::move(scenario).value(), .recorded = recorded_step(step, profile_.steps[step])};
  steps.recorded.ego = frames[step]->ego;
  steps.recorded.plan = frames[step]->trajectory;
  if (step + 1 < frames.size()) steps.recorded.next_ego = frames[step + 1]->ego;
  steps.fork = own_fork(parent.value());
  return steps;
}

Result<RerunTask> ExplainedRun::task(const SlowStep& slow, const DataOptions& data, int repetitions,
                                     MapCache& maps) const {
  auto request = request_in(profile_.facts);
  if (!request.ok()) return request.error();
  auto profile = profile_in(profile_.facts);
  if (!profile.ok()) return profile.error();
  auto steps = id_ ? from_store(slow.step, data, maps) : from_folder(slow.step, data, maps);
  if (!steps.ok()) return steps.error();
  return RerunTask{.request = std::move(request).value(),
                   .profile = std::move(profile).value(),
                   .scenario = std::move(steps.value().scenario),
                   .fork = std::move(steps.value().fork),
                   .recorded = std::move(steps.value().recorded),
                   .median_wall_ns = slow.median_wall_ns,
                   .usual_before_ns = usual_before(profile_.steps, profile_.first_own_step(), slow.step),
                   .repetitions = repetitions};
}

}  // namespace stepscope::cli
