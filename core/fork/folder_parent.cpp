#include "core/fork/folder_parent.h"

#include <utility>

#include "core/fork/parent_facts.h"
#include "core/record/folder_frames.h"
#include "core/record/run_reader.h"

namespace stepscope {

Result<ForkParent> folder_fork_parent(const std::filesystem::path& folder, MapCache& maps, const DataPlaces& places) {
  const auto run = read_run_folder(folder);
  if (!run.ok()) return run.error();
  const auto manifest = read_manifest(folder);
  if (!manifest.ok()) return manifest.error();
  auto parent = parent_of(run.value());
  if (!parent.ok()) {
    Error error = parent.error();
    error.file = (folder / "manifest.json").string();
    return error;
  }
  auto scenario = scenario_of(manifest.value(), places, maps);
  if (!scenario.ok()) return scenario.error();
  auto frames = frames_in_folder(folder, scenario.value(), run.value().steps);
  if (!frames.ok()) return frames.error();
  parent.value().name = folder.string();
  parent.value().scenario = std::move(scenario).value();
  parent.value().frames = std::move(frames).value();
  return parent;
}

}  // namespace stepscope
