#pragma once

#include <filesystem>
#include <vector>

#include "app/cli/parser.h"
#include "app/cli/selection.h"
#include "core/record/rescore.h"

namespace stepscope::cli {

// --db, --maps and --data for commands that read a saved run's log and map again.
void add_place_options(Parser& parser, DataOptions& options);

// Where the data of runs are: as their manifests say, unless options name other places.
class RunPlaces {
 public:
  static Result<RunPlaces> from(const DataOptions& options);
  Result<DataPlaces> of(const std::filesystem::path& run) const;
  // Of a run on this log. `said_by`: which file says so, for the error.
  Result<DataPlaces> of_log(const std::string& log, const std::filesystem::path& said_by) const;

 private:
  DataPlaces named_;
  std::vector<std::filesystem::path> logs_;
};

}  // namespace stepscope::cli
