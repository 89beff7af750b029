#include <deque>

#include "core/store/bundle_file.h"
#include "core/store/frame_bytes.h"
#include "core/store/row_check.h"
#include "core/store/rows.h"
#include "core/store/run_row.h"
#include "core/store/run_store.h"
#include "core/store/schema.h"
#include "core/store/unpacked_files.h"

namespace stepscope {

namespace {

// What the frames point into, kept by each of them.
struct Frames {
  ScenarioPtr scenario;
  std::deque<StepFrame> frames;
  std::deque<std::vector<TrackedObject>> objects;
  std::deque<std::vector<TrafficLightStatus>> lights;
};

Error in_step(const std::filesystem::path& store, std::int64_t step, const char* field, std::string reason) {
  return {.file = store.string(),
          .place = "step, number " + std::to_string(step),
          .field = field,
          .reason = std::move(reason)};
}

}  // namespace

Result<std::vector<FramePtr>> RunStore::frames(RunId run, const ScenarioPtr& scenario) const {
  auto known = read(run);
  if (!known.ok()) return known.error();
  const ProfiledRun& profiled = known.value();
  if (profiled.facts.token != scenario->id().token.hex() || profiled.facts.iterations != scenario->iterations())
    return Error{.file = file_.string(),
                 .place = "run, number " + std::to_string(run),
                 .field = "token",
                 .reason = "was made on scenario " + profiled.facts.token + " with " +
                           std::to_string(profiled.facts.iterations) + " iterations, not on this one"};
  auto rows = database_.prepare(
      "SELECT id, plan, objects, lights, scene_crc FROM step WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT ?3", "step");
  if (!rows.ok()) return rows.error();
  rows.value().bind(1, first_row_of(run)).bind(2, end_row_of(run));
  rows.value().bind(3, static_cast<std::int64_t>(profiled.steps.size()));  // more may have come since
  const auto kept = std::make_shared<Frames>();
  kept->scenario = scenario;
  const auto state = look_at_run(database_, run);
  if (!state.ok()) return state.error();
  RowCheck check;
  const Status read_all = each_row(rows.value(), [&](const Statement& row) -> Status {
    const std::int64_t step = row.integer(0) - first_row_of(run);
    const auto k = static_cast<std::size_t>(step);
    const RecordedFrame recorded =
        step < scenario->iterations() ? scenario->iteration(static_cast<int>(step)) : RecordedFrame{};
    if (step < scenario->iterations() && recorded.ego.time != profiled.times[k])
      return in_step(file_, step, "time_us", "is not the time of the scenario's iteration");
    StepFrame& frame = kept->frames.emplace_back();
    frame.step = static_cast<int>(step);
    frame.time = profiled.times[k];
    frame.ego = profiled.ego[k];
    frame.timing = profiled.steps[k];
    ByteReader plan(row.blob(1)), objects(row.blob(2)), lights(row.blob(3));
    read_plan(plan, frame.trajectory);
    if (!plan.ok()) return in_step(file_, step, "plan", "is damaged");
    frame.objects = read_objects(objects, recorded.objects, kept->objects.emplace_back());
    if (!objects.ok()) return in_step(file_, step, "objects", "is damaged");
    frame.lights = read_lights(lights, recorded.lights, kept->lights.emplace_back());
    if (!lights.ok()) return in_step(file_, step, "lights", "is damaged");
    check.begin(step).add(row.blob(1)).add(row.blob(2)).add(row.blob(3));
    if (row.is_null(4) ? state.value() != RunRow::kUnchecked : check.value() != row.integer(4))
      return in_step(file_, step, "",
                     "is damaged: its scene is not what was written there (run " + std::to_string(run) + ")");
    return {};
  });
  if (!read_all.ok()) return read_all.error();
  std::vector<FramePtr> out;
  for (const StepFrame& frame : kept->frames) out.emplace_back(kept, &frame);
  return out;
}

Result<ScenarioPlace> RunStore::scenario_place(RunId run) const {
  auto text = manifest_text(run);  // checks the whole row
  if (!text.ok()) return text.error();
  auto manifest = parse_manifest(text.value(), file_.string() + ": run, number " + std::to_string(run));
  if (!manifest.ok()) return manifest.error();
  auto row = database_.prepare(
      "SELECT db_path, maps_path, unpacked, unpacked_db_sha256, unpacked_map_sha256 FROM run WHERE id = ?1", "run");
  if (!row.ok()) return row.error();
  auto found = row.value().bind(1, run).step();
  if (!found.ok()) return found.error();
  if (!found.value()) return no_such_run(run);
  const Statement& r = row.value();
  ScenarioPlace place{.manifest = std::move(manifest).value(),
                      .db = std::string(r.text(0)),
                      .maps = std::string(r.text(1)),
                      .db_sha256 = {},
                      .map_sha256 = {}};
  if (r.text(2).empty()) {
    place.db_sha256 = place.manifest.identity.db_sha256;
    place.map_sha256 = place.manifest.identity.map_sha256;
    return place;
  }
  const std::filesystem::path folder = unpacked_folder(file_, r.text(2));
  place.db = folder / bundle_log_path(place.manifest.identity.log);
  place.maps = folder / "maps";
  place.db_sha256 = r.text(3);
  place.map_sha256 = r.text(4);
  return place;
}

}  // namespace stepscope
