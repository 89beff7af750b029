#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/assembly/assembled_run.h"

namespace stepscope::test {

// A whole run of the reference simulator.
struct GoldenRun {
  std::string name;  // file name without .json.gz
  std::filesystem::path file;
  std::filesystem::path data_root;  // where its log and map are
};

// Golden runs of these planners and challenges that this version can make: those of tests/data always, those of the
// shared folder when it is there.
std::vector<GoldenRun> golden_runs();

// The run's request, scenario and content.
struct LoadedGoldenRun {
  nlohmann::json content;
  RunRequest request;
  ScenarioPtr scenario;
};
Result<LoadedGoldenRun> load(const GoldenRun& run);

}  // namespace stepscope::test
