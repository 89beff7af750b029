#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/sim_time.h"
#include "core/base/token.h"

namespace stepscope {

// A row of the scenario table: enough to list, filter and choose a scenario without opening its log again.
struct ScenarioRow {
  Token token;                    // lidar_pc that anchors it
  SimTime time;                   // of the anchor
  std::string type;               // lexicographically greatest tag; "unknown" without one
  std::vector<std::string> tags;  // all tags of the anchor, sorted
  int agents{0};                  // objects in the anchor's frame
  int iterations{0};              // with the type's default extraction
  double history_s{0.0};          // log before the first iteration, at most what the history buffer wants
  std::string problem;            // empty, or why it cannot be simulated with its defaults ("no history before …")
};

// What one log file contains.
struct LogSummary {
  std::filesystem::path db;
  std::string name;      // file name without .db
  std::string location;  // map location, without ".gpkg"
  std::string vehicle, date;
  SimTime begin, end;                  // of lidar_pc
  std::int64_t frames{0};              // lidar_pc rows
  std::vector<ScenarioRow> scenarios;  // those with a tag, by time, then the untagged ones, by time
  std::vector<std::string> warnings;   // rows that belong to nothing and are left out, one sentence each
};

// Enumerates a log's scenarios as the reference does: scenes numbered by name, the first two and last two dropped,
// every frame of the others a candidate, type = greatest tag. Six statements, whatever the size of the log; nothing is
// written.
Result<LogSummary> summarise_log(const std::filesystem::path& db);

}  // namespace stepscope
