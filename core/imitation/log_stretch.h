#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/dataset/data_root.h"
#include "core/map/map_cache.h"
#include "core/scenario/scenario.h"

namespace stepscope {

// A piece of a log that is read at once, as a scenario is: at 10 Hz, with history before and expert beyond.
struct LogStretch {
  ScenarioId id;
  std::string type;
  std::filesystem::path maps;
  std::string location;
  ScenarioExtraction cut;
  std::size_t log{0};  // index of LogStretches::logs
};

struct LogStretches {
  std::vector<std::string> logs;  // "<data root>: <log name>", in the order of roots and files
  std::vector<LogStretch> stretches;
};

struct StretchOptions {
  double length_s{15.0};
  std::optional<std::size_t> most;  // every (n / most)-th of them
};

// Cuts the logs of several data roots into stretches, one after another, from the first frame of each log that has all
// the history a run wants to the last that is a scenario. What is shorter than 4 s is left out; a log that is
// in several roots counts once.
LogStretches cut_stretches(std::span<const DatasetPtr> datasets, const StretchOptions& options);

// Which logs are for validation: as many as the share says, rounded, at least one and not all, drawn by the seed. By
// log, never by frame: frames of one log are alike. An error if there are fewer than two logs.
Result<std::vector<bool>> validation_logs(std::size_t logs, double share, std::uint64_t seed);

// A stretch in memory.
struct LoadedStretch {
  ScenarioPtr scenario;
  std::size_t log{0};
};

// Reads the stretches. One that cannot be read is left out and `notes` says why; an error if that leaves none.
// `progress`: done of all; asked after each, false ends early with an error.
Result<std::vector<LoadedStretch>> load_stretches(const LogStretches& stretches, MapCache& maps,
                                                  std::vector<std::string>& notes,
                                                  const std::function<bool(std::size_t, std::size_t)>& progress = {});

}  // namespace stepscope
