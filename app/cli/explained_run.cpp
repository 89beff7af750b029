#include "app/cli/explained_run.h"

#include <fmt/format.h>

#include "app/cli/kept_parent.h"
#include "app/cli/named_run.h"
#include "core/fork/fork.h"
#include "core/rerun/stored_request.h"

namespace stepscope::cli {

namespace {

// From the run with all its frames; `steps` as its table says.
Result<RecordedStep> recorded_step(const ForkParent& run, std::size_t step, const std::vector<StepTiming>& steps) {
  const std::vector<FramePtr>& frames = run.frames;
  if (frames.size() != steps.size())
    return Error{.file = {},
                 .place = run.name,
                 .field = {},
                 .reason = fmt::format("has {} frames and {} steps", frames.size(), steps.size())};
  RecordedStep recorded{.step = static_cast<int>(step),
                        .timing = steps[step],
                        .ego = frames[step]->ego,
                        .plan = frames[step]->trajectory,
                        .next_ego = std::nullopt};
  if (step + 1 < frames.size()) recorded.next_ego = frames[step + 1]->ego;
  return recorded;
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

Result<ForkParent> ExplainedRun::whole(const DataOptions& data, MapCache& maps) const {
  if (!id_) return parent_in_folder(place_, data, maps);
  const auto store = RunStore::open(place_);
  return store.ok() ? stored_parent(store.value(), *id_, data, maps) : store.error();
}

Result<RerunTask> ExplainedRun::task(const SlowStep& slow, const DataOptions& data, int repetitions,
                                     MapCache& maps) const {
  auto request = request_in(profile_.facts);
  if (!request.ok()) return request.error();
  auto profile = profile_in(profile_.facts);
  if (!profile.ok()) return profile.error();
  const auto run = whole(data, maps);
  if (!run.ok()) return run.error();
  auto recorded = recorded_step(run.value(), slow.step, profile_.steps);
  if (!recorded.ok()) return recorded.error();
  return RerunTask{.request = std::move(request).value(),
                   .profile = std::move(profile).value(),
                   .scenario = run.value().scenario,
                   .fork = own_fork(run.value()),
                   .recorded = std::move(recorded).value(),
                   .median_wall_ns = slow.median_wall_ns,
                   .usual_before_ns = usual_before(profile_.steps, profile_.first_own_step(), slow.step),
                   .repetitions = repetitions};
}

}  // namespace stepscope::cli
