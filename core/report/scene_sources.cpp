#include "core/report/scene_sources.h"

#include "core/record/simulation_log_reader.h"
#include "core/record/stored_manifest.h"

namespace stepscope {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestMap = 32u << 20;  // bytes: reading a larger one takes longer than the report

// Null where the map has moved, has changed, or is large: the picture then has no lanes.
RoadMapPtr map_of(const StoredManifest& manifest, MapCache& maps) {
  std::error_code code;
  const std::uintmax_t size = fs::file_size(manifest.map, code);
  if (code || size > kLargestMap) return nullptr;
  auto map = maps.get(manifest.map.parent_path().parent_path().parent_path(), manifest.identity.location);
  return map.ok() ? map.value() : nullptr;
}

// What a folder's scenes are made of, read once.
struct FolderContent {
  std::vector<LoggedFrame> frames;
  RoadMapPtr map;
};

FolderContent read_folder(const fs::path& folder, MapCache& maps) {
  FolderContent content;
  auto frames = read_simulation_log(folder / "log.msgpack.xz");
  if (!frames.ok()) return content;
  content.frames = std::move(frames).value();
  if (const auto manifest = read_manifest(folder); manifest.ok()) content.map = map_of(manifest.value(), maps);
  return content;
}

std::vector<Point2> path_of(const Trajectory& plan) {
  std::vector<Point2> path;
  for (const TrajectoryState& state : plan.states()) path.push_back({state.rear_axle.x, state.rear_axle.y});
  return path;
}

SceneSnapshot snapshot_of(const StepFrame& frame, RoadMapPtr map) {
  return {.ego = frame.ego,
          .objects = {frame.objects.begin(), frame.objects.end()},
          .plan = path_of(frame.trajectory),
          .map = std::move(map)};
}

}  // namespace

SceneSource scenes_of(const AssembledRun& run) {
  return [&run](std::size_t step) -> std::optional<SceneSnapshot> {
    if (step >= run.tape().size()) return std::nullopt;
    return snapshot_of(*run.tape().frame(step), run.scenario()->map_ptr());
  };
}

SceneSource scenes_of(std::vector<FramePtr> frames, RoadMapPtr map) {
  return [frames = std::move(frames), map](std::size_t step) -> std::optional<SceneSnapshot> {
    if (step >= frames.size()) return std::nullopt;
    return snapshot_of(*frames[step], map);
  };
}

RunScenes scenes_of(const fs::path& run_folder, std::shared_ptr<MapCache> maps) {
  std::error_code code;
  if (!fs::exists(run_folder / "log.msgpack.xz", code)) return {{}, "the run folder keeps no simulation log"};
  auto content = std::make_shared<std::optional<FolderContent>>();
  const SceneSource source = [content, run_folder, maps](std::size_t step) -> std::optional<SceneSnapshot> {
    if (!*content) *content = read_folder(run_folder, *maps);
    if (step >= (*content)->frames.size()) return std::nullopt;
    const LoggedFrame& frame = (*content)->frames[step];
    return SceneSnapshot{
        .ego = frame.ego, .objects = frame.objects, .plan = path_of(frame.plan), .map = (*content)->map};
  };
  return {source, "the simulation log of the run cannot be read"};
}

}  // namespace stepscope
