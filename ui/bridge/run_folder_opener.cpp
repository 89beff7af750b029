#include "ui/bridge/run_folder_opener.h"

#include <utility>

#include "core/record/run_reader.h"
#include "core/record/simulation_log_reader.h"

namespace stepscope::ui {

namespace {

// A frame that owns what its spans point to; the lights are the scenario's.
struct OwnedFrame {
  LoggedFrame logged;
  ScenarioPtr scenario;
  StepFrame frame;
};

FramePtr frame_of(int step, LoggedFrame logged, const ScenarioPtr& scenario, const StepTiming& timing) {
  auto owned = std::make_shared<OwnedFrame>();
  owned->logged = std::move(logged);
  owned->scenario = scenario;
  StepFrame& frame = owned->frame;
  frame.step = step;
  frame.time = scenario->time(step);
  frame.ego = owned->logged.ego;
  frame.objects = owned->logged.objects;
  frame.lights = scenario->iteration(step).lights;
  frame.trajectory = std::move(owned->logged.plan);
  frame.timing = timing;
  return {owned, &owned->frame};
}

// Frames and poses of the ego, or why there are none.
Status read_frames(const std::filesystem::path& folder, ReopenedRun& run) {
  const auto file = folder / "log.msgpack.xz";
  auto logged = read_simulation_log(file);
  if (!logged.ok()) return logged.error();
  const std::vector<StepTiming>& steps = run.profile.steps;
  if (logged.value().size() > static_cast<std::size_t>(run.scenario->iterations()) ||
      logged.value().size() != steps.size())
    return Error{.file = file.string(),
                 .place = {},
                 .field = {},
                 .reason = "has " + std::to_string(logged.value().size()) + " frames, steps.csv " +
                           std::to_string(steps.size()) + " and the scenario " +
                           std::to_string(run.scenario->iterations()) + ": it is not of this run"};
  for (LoggedFrame& frame : logged.value()) {
    const std::size_t k = run.frames.size();
    run.profile.ego.push_back(frame.ego);
    run.frames.push_back(frame_of(static_cast<int>(k), std::move(frame), run.scenario, steps[k]));
  }
  return {};
}

}  // namespace

bool is_run_folder(const std::filesystem::path& folder) {
  std::error_code code;
  return std::filesystem::is_regular_file(folder / "manifest.json", code);
}

Result<ReopenedRun> open_run_folder(const RunFolderWish& wish, MapCache& maps) {
  auto profile = read_run_folder(wish.folder);
  if (!profile.ok()) return profile.error();
  const auto manifest = read_manifest(wish.folder);
  if (!manifest.ok()) return manifest.error();
  ReopenedRun run;
  run.profile = std::move(profile).value();
  take_facts(run);
  auto scenario = find_scenario_of(manifest.value(), wish.data, wish.dataset, maps);
  if (scenario.ok()) {
    run.scenario = std::move(scenario).value();
    if (const Status status = read_frames(wish.folder, run); !status.ok()) run.unreadable = status.error();
  } else {
    run.missing = scenario.error();
  }
  if (run.frames.size() != run.profile.steps.size()) run.frames = bare_frames(run.profile);
  return run;
}

Result<ReopenedRun> open_batch_run(const BatchRunWish& wish, MapCache& maps) {
  auto map = maps.get(wish.maps, wish.scenario.location);
  if (!map.ok()) return map.error();
  auto scenario = Scenario::load(wish.scenario.id, wish.scenario.type, wish.scenario.extraction, map.value());
  if (!scenario.ok()) return scenario.error();
  ReopenedRun run;
  run.scenario = scenario.value();
  run.asked = RunAsked{wish.request, wish.profile};
  auto profile = read_run_folder(wish.folder);
  if (profile.ok()) {
    run.profile = std::move(profile).value();
    take_facts(run);
    if (const Status status = read_frames(wish.folder, run); !status.ok()) run.unreadable = status.error();
  } else {
    run.unreadable = profile.error();
  }
  return run;
}

}  // namespace stepscope::ui
