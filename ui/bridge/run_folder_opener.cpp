#include "ui/bridge/run_folder_opener.h"

#include <utility>

#include "core/record/folder_frames.h"
#include "core/record/run_reader.h"

namespace stepscope::ui {

namespace {

// Frames and poses of the ego, or why there are none.
Status read_frames(const std::filesystem::path& folder, ReopenedRun& run) {
  auto frames = frames_in_folder(folder, run.scenario, run.profile.steps);
  if (!frames.ok()) return frames.error();
  run.frames = std::move(frames).value();
  for (const FramePtr& frame : run.frames) run.profile.ego.push_back(frame->ego);
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
