#include "core/record/rescore.h"

#include "core/assembly/run_score.h"
#include "core/map/gpkg_reader.h"
#include "core/planning/plan_contract.h"
#include "core/record/file_hash.h"
#include "core/record/simulation_log_reader.h"

namespace stepscope {

namespace {

namespace fs = std::filesystem;

Status check_hash(const fs::path& file, const std::string& expected) {
  const auto hash = sha256_of_file(file);
  if (!hash.ok()) return hash.error();
  if (expected.empty() || hash.value() == expected) return {};
  return Error{.file = file.string(),
               .place = {},
               .field = {},
               .reason = "is not the file that the run was made on: its content differs"};
}

Error unknown_place(const StoredManifest& manifest, const char* field) {
  return {.file = "manifest.json",
          .place = "files",
          .field = field,
          .reason = "says no path; name where the data of " + manifest.identity.log + " are"};
}

constexpr std::int64_t kRoomUs = 1'000'000;  // recorded poses are not exactly at the frames' times

// Metrics rely on what every run is: no more steps than its scenario has, going forward within its time, with plans as
// planners must make them.
Status check_frames(const std::vector<LoggedFrame>& frames, const Scenario& scenario, const std::string& planner) {
  if (frames.size() > static_cast<std::size_t>(scenario.iterations()))
    return make_error("has " + std::to_string(frames.size()) + " frames, more than the scenario");
  const std::int64_t first = scenario.time(0).us - kRoomUs;
  const std::int64_t last = scenario.time(scenario.iterations() - 1).us + kRoomUs;
  for (std::size_t k = 0; k < frames.size(); ++k) {
    const SimTime time = frames[k].ego.time;
    const auto wrong = [k](std::string field, std::string reason) {
      return Error{
          .file = {}, .place = "frame " + std::to_string(k), .field = std::move(field), .reason = std::move(reason)};
    };
    if (time.us < first || time.us > last) return wrong("ego", "its time is not within the scenario");
    if (k > 0 && time < frames[k - 1].ego.time) return wrong("ego", "its time is before that of the frame before");
    if (Status sound = check_plan(planner, frames[k].ego, frames[k].plan); !sound.ok())
      return wrong("trajectory", sound.error().text());
  }
  return {};
}

Error in_file(Error error, const fs::path& file) {
  if (error.file.empty() || error.file == file.filename()) error.file = file.string();
  return error;
}

}  // namespace

Result<ScenarioPtr> scenario_of(const StoredManifest& manifest, const DataPlaces& places, MapCache& maps) {
  const RunIdentity& identity = manifest.identity;
  const fs::path db = places.db.empty() ? manifest.db : places.db;
  // maps/<location>/<version>/map.gpkg
  const fs::path folder = places.maps.empty() ? manifest.map.parent_path().parent_path().parent_path() : places.maps;
  if (db.empty()) return unknown_place(manifest, "db");
  if (folder.empty()) return unknown_place(manifest, "map");
  if (Status same = check_hash(db, identity.db_sha256); !same.ok()) return same.error();
  const auto file = map_file(folder, identity.location);
  if (!file.ok()) return file.error();
  if (Status same = check_hash(file.value(), identity.map_sha256); !same.ok()) return same.error();
  auto map = maps.get(folder, identity.location);
  if (!map.ok()) return map.error();
  const auto token = Token::from_hex(identity.token);
  if (!token)
    return Error{.file = "manifest.json", .place = "scenario", .field = "token", .reason = "is not 16 hex digits"};
  return Scenario::load({.db = db, .token = *token}, identity.type, identity.extraction, std::move(map).value());
}

Result<Rescored> rescore(const fs::path& run_folder, const DataPlaces& places, MapCache& maps) {
  const auto manifest = read_manifest(run_folder);
  if (!manifest.ok()) return manifest.error();
  const auto challenge = challenge_from_key(manifest.value().identity.challenge);
  if (!challenge.ok()) {
    Error error = in_file(challenge.error(), run_folder / "manifest.json");
    error.place = "request";
    return error;
  }
  const fs::path log = run_folder / "log.msgpack.xz";
  const auto frames = read_simulation_log(log);
  if (!frames.ok()) return frames.error();
  Rescored out;
  if (frames.value().empty()) return out;
  const auto scenario = scenario_of(manifest.value(), places, maps);
  if (!scenario.ok()) return in_file(scenario.error(), run_folder / "manifest.json");
  const std::string& planner = manifest.value().identity.planner;
  if (Status sound = check_frames(frames.value(), *scenario.value(), planner); !sound.ok())
    return in_file(sound.error(), log);
  MetricInput input{.scenario = *scenario.value(), .samples = {}};
  for (const LoggedFrame& frame : frames.value()) {
    input.samples.push_back({.ego = frame.ego, .objects = frame.objects, .plan = &frame.plan});
    out.sample_times.push_back(frame.ego.time);
  }
  out.card = score(input, metric_set(challenge.value()));
  return out;
}

}  // namespace stepscope
