#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/map/map_cache.h"
#include "core/metrics/scorecard.h"
#include "core/record/stored_manifest.h"

namespace stepscope {

// Where a saved run's data are now; empty: where its manifest says they were.
struct DataPlaces {
  std::filesystem::path db;
  std::filesystem::path maps;  // folder
};

// The scenario of a saved run, read again. Errors: log or map cannot be read, or is not the file that the run was made
// on (by its hash).
Result<ScenarioPtr> scenario_of(const StoredManifest& manifest, const DataPlaces& places, MapCache& maps);

// A saved run's metrics, computed again from its log and its scenario: equal to those that were computed when it was
// made by this version. Without a card if the run has no step.
struct Rescored {
  std::optional<Scorecard> card;
  std::vector<SimTime> sample_times;
};
Result<Rescored> rescore(const std::filesystem::path& run_folder, const DataPlaces& places, MapCache& maps);

}  // namespace stepscope
