#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/sim_time.h"
#include "core/dataset/scenario_list.h"

namespace stepscope {

// What one log file contains.
struct LogSummary {
  std::filesystem::path db;
  std::string name;      // file name without .db
  std::string location;  // map location, without ".gpkg"
  std::string vehicle, date;
  SimTime begin, end;                 // of lidar_pc
  std::int64_t frames{0};             // lidar_pc rows
  ScenarioList scenarios;             // those with a tag, by time, then the untagged ones, by time
  std::vector<std::string> warnings;  // rows that belong to nothing and are left out, one sentence each
};

// Enumerates a log's scenarios as the reference does: scenes numbered by name, the first two and last two dropped,
// every frame of the others a candidate, type = greatest tag. Six statements, whatever the size of the log; nothing is
// written.
Result<LogSummary> summarise_log(const std::filesystem::path& db);

}  // namespace stepscope
