#include "core/report/stored_scenes.h"

#include "core/record/rescore.h"
#include "core/store/run_store.h"

namespace stepscope {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestLog = 256u << 20;  // bytes: hashing a larger one takes longer than the report

// None where something is missing or other than it was.
SceneSource read_scenes(const fs::path& file, RunId run, MapCache& maps) {
  const auto store = RunStore::open(file);
  if (!store.ok()) return {};
  auto found = store.value().scenario_place(run);
  if (!found.ok()) return {};
  ScenarioPlace place = std::move(found).value();
  std::error_code code;
  if (fs::file_size(place.db, code) > kLargestLog || code) return {};
  place.manifest.identity.db_sha256 = place.db_sha256;
  place.manifest.identity.map_sha256 = place.map_sha256;
  const auto scenario = scenario_of(place.manifest, {.db = place.db, .maps = place.maps}, maps);
  if (!scenario.ok()) return {};
  auto frames = store.value().frames(run, scenario.value());
  if (!frames.ok()) return {};
  return scenes_of(std::move(frames).value(), scenario.value()->map_ptr());
}

}  // namespace

RunScenes stored_scenes(const fs::path& store, RunId run, std::shared_ptr<MapCache> maps) {
  auto scenes = std::make_shared<std::optional<SceneSource>>();
  const SceneSource source = [scenes, store, run, maps](std::size_t step) -> std::optional<SceneSnapshot> {
    if (!*scenes) *scenes = read_scenes(store, run, *maps);
    return **scenes ? (**scenes)(step) : std::nullopt;
  };
  return {source, "log and map of the run are not where they were, have changed, or are large"};
}

}  // namespace stepscope
