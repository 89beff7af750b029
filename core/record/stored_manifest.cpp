#include "core/record/stored_manifest.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/map/gpkg_reader.h"
#include "core/record/file_hash.h"

namespace stepscope {

namespace {

using Json = nlohmann::json;

RunIdentity identity_in(const Json& manifest) {
  const Json& scenario = manifest.at("scenario");
  const Json& request = manifest.at("request");
  RunIdentity identity{.log = scenario.at("log"),
                       .token = scenario.at("token"),
                       .type = scenario.at("type"),
                       .location = scenario.at("location"),
                       .extraction = {.duration_s = scenario.at("duration_s"),
                                      .offset_s = scenario.at("offset_s"),
                                      .subsample = scenario.at("subsample")},
                       .planner = request.at("planner"),
                       .challenge = request.at("challenge"),
                       .controller = request.at("controller"),
                       .parameters = request.at("parameters"),
                       .switches = manifest.at("profile").at("switches"),
                       .db_sha256 = {},
                       .map_sha256 = {}};
  const auto hash = [&manifest](const char* file) {
    const Json& sha256 = manifest.at("files").at(file).at("sha256");
    return sha256.is_null() ? std::string() : sha256.get<std::string>();
  };
  identity.db_sha256 = hash("db");
  identity.map_sha256 = hash("map");
  return identity;
}

}  // namespace

Result<RunIdentity> identity_of(const PlannedRun& run) {
  RunIdentity identity{.log = run.scenario.db.stem().string(),
                       .token = run.scenario.token.hex(),
                       .type = run.type,
                       .location = run.location,
                       .extraction = run.extraction,
                       .planner = run.request.planner,
                       .challenge = std::string(challenge_key(run.request.challenge)),
                       .controller = std::string(
                           controller_key(run.request.controller.value_or(default_controller(run.request.challenge)))),
                       .parameters = run.request.parameters,
                       .switches = {},
                       .db_sha256 = {},
                       .map_sha256 = {}};
  for (const ProfileSwitch& s : switches_of(run.profile)) identity.switches.emplace(s.key, s.value);
  auto db = sha256_of_file(run.scenario.db);
  if (!db.ok()) return db.error();
  identity.db_sha256 = std::move(db).value();
  auto file = map_file(run.maps, run.location);
  if (!file.ok()) return file.error();
  auto map = sha256_of_file(file.value());
  if (!map.ok()) return map.error();
  identity.map_sha256 = std::move(map).value();
  return identity;
}

Result<StoredManifest> read_manifest(const std::filesystem::path& run_folder) {
  const std::filesystem::path file = run_folder / "manifest.json";
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return Error{.file = file.string(),
                 .place = {},
                 .field = {},
                 .reason = "cannot be read: not a run folder, or its run was never finished"};
  const std::string text(std::istreambuf_iterator<char>(in), {});
  try {
    const Json m = Json::parse(text);
    StoredManifest manifest{.identity = identity_in(m),
                            .status = m.at("status"),
                            .message = m.value("message", ""),
                            .steps = m.at("steps"),
                            .db = m.at("files").at("db").value("path", ""),
                            .map = m.at("files").at("map").value("path", "")};
    const Json kept = m.value("kept", Json::object());
    if (kept.value("files", "all") == "scores") manifest.files = FilesKept::kScores;
    if (kept.value("trajectories", "tenth") == "all") manifest.trajectories = TrajectoriesKept::kAll;
    return manifest;
  } catch (const Json::exception& exception) {
    return Error{.file = file.string(), .place = {}, .field = {}, .reason = exception.what()};
  }
}

}  // namespace stepscope
