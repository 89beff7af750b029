#include "core/record/stored_manifest.h"

#include "core/learning/model_contract.h"
#include "core/map/gpkg_reader.h"
#include "core/planning/planner_list.h"
#include "core/record/file_hash.h"
#include "core/record/manifest_facts.h"
#include "core/record/manifest_file.h"

namespace stepscope {

namespace {

std::string hash_in(const JsonNode& files, const char* file) {
  const JsonNode entry = files.child(file);
  return entry.at("sha256").is_null() ? std::string() : entry.text("sha256");
}

std::string model_hash_in(const JsonNode& manifest) {
  if (!manifest.json().contains("model")) return {};
  const JsonNode model = manifest.child("model");
  if (!model.json().contains("sha256")) return {};
  const bool described = model.json().contains("contract") && model.json()["contract"].contains("sha256");
  return hash_in(manifest, "model") + (described ? "+" + hash_in(model, "contract") : std::string());
}

// Hash of the model file that a request chooses, and of its side entry if it has one; empty: it chooses none.
Result<std::string> model_hash_of(const RunRequest& request) {
  const PlannerEntry* planner = find_planner(request.planner);
  if (planner == nullptr || !planner->model_file) return std::string();
  const auto file = planner->model_file(request.parameters);
  if (!file.ok()) return file.error();
  if (file.value().empty()) return std::string();
  auto weights = sha256_of_file(file.value());
  const std::filesystem::path side_entry = side_entry_of(file.value());
  if (!weights.ok() || !std::filesystem::exists(side_entry)) return weights;
  auto contract = sha256_of_file(side_entry);
  if (!contract.ok()) return contract;
  return weights.value() + "+" + contract.value();
}

RunIdentity identity_in(const JsonNode& manifest) {
  const JsonNode scenario = manifest.child("scenario"), request = manifest.child("request");
  const JsonNode files = manifest.child("files");
  return {.log = scenario.text("log"),
          .token = scenario.text("token"),
          .type = scenario.text("type"),
          .location = scenario.text("location"),
          .extraction = {.duration_s = scenario.number("duration_s"),
                         .offset_s = scenario.number("offset_s"),
                         .subsample = scenario.number("subsample")},
          .planner = request.text("planner"),
          .challenge = request.text("challenge"),
          .controller = request.text("controller"),
          .parameters = request.texts("parameters"),
          .switches = manifest.child("profile").texts("switches"),
          .db_sha256 = hash_in(files, "db"),
          .map_sha256 = hash_in(files, "map"),
          .model_sha256 = model_hash_in(manifest),
          .fork = fork_in(manifest)};
}

StoredManifest manifest_in(const JsonNode& manifest) {
  const JsonNode files = manifest.child("files");
  StoredManifest stored{.identity = identity_in(manifest),
                        .status = manifest.text("status"),
                        .message = manifest.text_or("message", ""),
                        .steps = manifest.count("steps"),
                        .db = files.child("db").text_or("path", ""),
                        .map = files.child("map").text_or("path", "")};
  if (!manifest.json().contains("kept")) return stored;
  const JsonNode kept = manifest.child("kept");
  if (kept.text_or("files", "all") == "scores") stored.files = FilesKept::kScores;
  if (kept.text_or("trajectories", "tenth") == "all") stored.trajectories = TrajectoriesKept::kAll;
  return stored;
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
                       .map_sha256 = {},
                       .model_sha256 = {},
                       .fork = {}};
  for (const ProfileSwitch& s : switches_of(run.profile)) identity.switches.emplace(s.key, s.value);
  auto db = sha256_of_file(run.scenario.db);
  if (!db.ok()) return db.error();
  identity.db_sha256 = std::move(db).value();
  auto file = map_file(run.maps, run.location);
  if (!file.ok()) return file.error();
  auto map = sha256_of_file(file.value());
  if (!map.ok()) return map.error();
  identity.map_sha256 = std::move(map).value();
  auto model = model_hash_of(run.request);
  if (!model.ok()) return model.error();
  identity.model_sha256 = std::move(model).value();
  return identity;
}

Result<StoredManifest> read_manifest(const std::filesystem::path& run_folder) {
  return read_manifest_file(run_folder, manifest_in);
}

Result<StoredManifest> parse_manifest(const std::string& text, const std::filesystem::path& file) {
  return take_manifest_text(text, file, manifest_in);
}

}  // namespace stepscope
