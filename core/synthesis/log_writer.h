#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/synthesis/gpkg_writer.h"
#include "core/synthesis/recording.h"
#include "core/synthesis/tagging.h"

namespace stepscope::synthesis {

// What a log is called and when and where it was recorded.
struct LogIdentity {
  std::string name;  // file name without ".db"
  std::string vehicle, date;
  std::int64_t start_us{0};
  MapFrame frame;
};

// A part of the log with a route of its own. Scenario tags belong to the third of the five.
struct ScenePart {
  int first_frame{0};
  std::vector<std::int64_t> route;
};

// Writes the twelve tables in one transaction. The file must not exist. Tokens come from `tokens`, in the order of
// rows.
Status write_log(const std::filesystem::path& file, const LogIdentity& identity, const City& city,
                 const LogRecording& recording, const std::vector<ScenePart>& scenes, const std::vector<Tag>& tags,
                 Random& tokens);

}  // namespace stepscope::synthesis
