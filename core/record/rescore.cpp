#include "core/record/rescore.h"

#include "core/assembly/run_score.h"
#include "core/map/gpkg_reader.h"
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
    Error error = challenge.error();
    error.file = (run_folder / "manifest.json").string();
    error.place = "request";
    return error;
  }
  const auto frames = read_simulation_log(run_folder / "log.msgpack.xz");
  if (!frames.ok()) return frames.error();
  Rescored out;
  if (frames.value().empty()) return out;
  const auto scenario = scenario_of(manifest.value(), places, maps);
  if (!scenario.ok()) return scenario.error();
  MetricInput input{.scenario = *scenario.value(), .samples = {}};
  for (const LoggedFrame& frame : frames.value()) {
    input.samples.push_back({.ego = frame.ego, .objects = frame.objects, .plan = &frame.plan});
    out.sample_times.push_back(frame.ego.time);
  }
  out.card = score(input, metric_set(challenge.value()));
  return out;
}

}  // namespace stepscope
