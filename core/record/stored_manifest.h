#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "core/assembly/assembled_run.h"
#include "core/record/run_record.h"

namespace stepscope {

// Everything that a run's result and its timing follow from, except program and machine. Two runs of one identity are
// repetitions of each other.
struct RunIdentity {
  std::string log, token, type, location;
  ScenarioExtraction extraction;
  std::string planner, challenge, controller;
  std::map<std::string, std::string> parameters;
  std::map<std::string, std::string> switches;  // of the profile
  std::string db_sha256, map_sha256;
  std::string model_sha256;  // of the model file, "+", of its side entry; empty: asked no model that is a file

  std::optional<ForkOrigin> fork;  // of a run that went on from another one: its beginning is that one's

  bool operator==(const RunIdentity&) const = default;
};

// What a run would be that has not been made. Hashes the files; an error names one that cannot be read.
struct PlannedRun {
  const ScenarioId& scenario;
  const std::string& type;
  const std::string& location;
  const ScenarioExtraction& extraction;
  const RunRequest& request;
  const EngineProfile& profile;
  const std::filesystem::path& maps;  // folder
};
Result<RunIdentity> identity_of(const PlannedRun& run);

// A manifest read back.
struct StoredManifest {
  RunIdentity identity;
  std::string status, message;  // "failed" has a message
  int steps{0};
  std::filesystem::path db, map;  // where they were; empty in folders of early versions
  FilesKept files{FilesKept::kAll};
  TrajectoriesKept trajectories{TrajectoriesKept::kEveryTenth};
};
// An error names the file and the field. A folder without manifest is a run that was never finished.
Result<StoredManifest> read_manifest(const std::filesystem::path& run_folder);
// The same from a manifest's text. `file`: where it is from, for the error.
Result<StoredManifest> parse_manifest(const std::string& text, const std::filesystem::path& file);

}  // namespace stepscope
