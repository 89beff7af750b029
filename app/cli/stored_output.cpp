#include "app/cli/stored_output.h"

#include "app/cli/kept_parent.h"
#include "app/cli/run_folders.h"
#include "core/record/run_reader.h"
#include "core/store/run_store.h"
#include "core/store/stored_scenario.h"

namespace stepscope::cli {

namespace {

// Logs keep no heights: neither do these frames, so that runs of both kinds can be compared.
std::vector<LoggedFrame> logged(const std::vector<FramePtr>& frames) {
  std::vector<LoggedFrame> out;
  for (const FramePtr& frame : frames) {
    LoggedFrame& kept = out.emplace_back();
    kept.ego = frame->ego;
    kept.objects.assign(frame->objects.begin(), frame->objects.end());
    for (TrackedObject& object : kept.objects) object.height = 0.0;
    kept.plan = frame->trajectory;
  }
  return out;
}

Result<std::vector<LoggedFrame>> frames_in_store(const RunStore& store, RunId id, const DataOptions& data,
                                                 MapCache& maps) {
  DataPlaces places{.db = data.db, .maps = data.maps};
  if (places.maps.empty() && !data.data.empty()) places.maps = std::filesystem::path(data.data) / "maps";
  auto scenario = load_scenario(store, id, maps, places);
  if (!scenario.ok()) return scenario.error();
  auto frames = store.frames(id, scenario.value());
  if (!frames.ok()) return frames.error();
  return logged(frames.value());
}

void take_frames(StoredOutput& out, Result<std::vector<LoggedFrame>> frames) {
  if (!frames.ok()) {
    out.why_no_frames = frames.error().text();
  } else if (frames.value().size() != out.run.steps.size()) {
    out.why_no_frames = out.name + " has " + std::to_string(frames.value().size()) + " frames and " +
                        std::to_string(out.run.steps.size()) + " steps";
  } else {
    out.frames = std::move(frames).value();
  }
}

}  // namespace

Result<StoredOutput> stored_output(const std::string& name, const std::filesystem::path& store, const DataOptions& data,
                                   MapCache& maps) {
  StoredOutput out{.name = name, .place = {}, .run = {}, .uuid = {}, .frames = {}, .why_no_frames = {}};
  if (const auto id = stored_id(name)) {
    auto opened = RunStore::open(store);
    if (!opened.ok()) return opened.error();
    auto run = opened.value().read(*id);
    if (!run.ok()) return run.error();
    out.run = std::move(run).value();
    out.place = std::to_string(*id);
    if (const auto summary = opened.value().summary(*id); summary.ok()) out.uuid = summary.value().uuid;
    take_frames(out, frames_in_store(opened.value(), *id, data, maps));
    return out;
  }
  const auto folders = run_folders(name);
  if (folders.size() > 1)
    return Error{.file = name,
                 .place = {},
                 .field = {},
                 .reason = "holds " + std::to_string(folders.size()) + " runs: name one of them"};
  auto run = read_run_folder(folders.front());
  if (!run.ok()) return run.error();
  out.run = std::move(run).value();
  out.place = folders.front().string();
  take_frames(out, read_simulation_log(folders.front() / "log.msgpack.xz"));
  return out;
}

}  // namespace stepscope::cli
