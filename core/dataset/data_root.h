#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/dataset/log_index.h"

namespace stepscope {

// Where the files of a dataset are. A data root holds maps/<map set>.json, maps/<location>/<version>/map.gpkg and any
// number of *.db below splits/ (or anywhere below). A single .db with a maps folder named apart is a data root, too.
struct DataRootPaths {
  std::filesystem::path root;               // the folder that was named, or the folder of the log
  std::filesystem::path maps;               // folder with the map index
  std::vector<std::filesystem::path> logs;  // sorted
};

// Finds logs below a folder, or takes one .db, and the maps beside them: the nearest maps/ with an index, in that
// folder or in one above it. Errors: nothing there, no log, no maps folder. Does not open any log. Never writes.
Result<DataRootPaths> find_data_root(const std::filesystem::path& folder_or_db,
                                     const std::filesystem::path& maps_override = {});

// A log that could not be read; the others are unaffected.
struct LogProblem {
  std::filesystem::path db;
  Error error;
};

// All logs of a data root, summarised. Immutable once returned.
struct Dataset {
  DataRootPaths paths;
  std::vector<LogSummary> logs;
  std::vector<LogProblem> problems;
};
using DatasetPtr = std::shared_ptr<const Dataset>;

struct IndexProgress {
  std::size_t done{0};
  std::size_t total{0};
  std::string current;  // name of the log being read
  std::size_t from_cache{0};
};

// Summarises every log, taking those from the cache whose path, size and modification time are unchanged. The cache is
// one SQLite file of our own outside the data (default: $XDG_CACHE_HOME or ~/.cache, stepscope/index.sqlite); without a
// writable place it goes on without. `progress` is called from the calling thread; `cancelled` ends early with what is
// done.
DatasetPtr index_dataset(const DataRootPaths& paths, const std::filesystem::path& cache_file,
                         const std::function<void(const IndexProgress&)>& progress = {},
                         const std::atomic<bool>* cancelled = nullptr);

// Default place of the cache; empty if there is no home.
std::filesystem::path default_index_cache();

}  // namespace stepscope
