#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/sim_time.h"
#include "core/base/token.h"
#include "core/sqlite/database.h"

namespace stepscope {

// A row of lidar_pc, the master clock of a log at 20 Hz.
struct TimelineRow {
  Token token;
  SimTime time;
  Token scene;
};

// All frames of a log's merged lidar, by time.
struct LogTimeline {
  Token lidar;                    // the one with channel MergedPointCloud
  Token log;                      // row in table log
  std::vector<TimelineRow> rows;  // times strictly ascending
};

// Errors: no or several merged lidars, a frame without usable time, token or lidar, two frames of the same time, no
// frame at all. Frames of other lidars are left out, as the reference does.
Result<LogTimeline> read_timeline(const Database& log);

// What the table `log` says about the log of a timeline.
struct LogDescription {
  std::string location;  // map location: map_version without ".gpkg"
  std::string vehicle, date;
};
Result<LogDescription> read_log_description(const Database& log, Token log_token);

}  // namespace stepscope
