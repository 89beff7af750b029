#include "app/cli/run_places.h"

#include "core/dataset/data_root.h"

namespace stepscope::cli {

namespace fs = std::filesystem;

void add_place_options(Parser& parser, DataOptions& options) {
  auto* db = parser.add_option("--db", options.db, "the log, if it is not where it was");
  parser.add_option("--maps", options.maps, "maps folder, if it is not where it was");
  parser.add_option("--data", options.data, "data root with log and maps, if they are not where they were")
      ->excludes(db);
}

Result<RunPlaces> RunPlaces::from(const DataOptions& options) {
  RunPlaces places;
  places.named_.db = options.db;
  places.named_.maps = options.maps;
  const std::string& source = options.db.empty() ? options.data : options.db;
  if (source.empty()) return places;
  auto root = find_data_root(source, options.maps);
  if (!root.ok()) return root.error();
  places.named_.maps = root.value().maps;
  if (options.db.empty()) places.logs_ = std::move(root.value().logs);
  return places;
}

Result<DataPlaces> RunPlaces::of(const fs::path& run) const {
  if (logs_.empty()) return named_;
  const auto manifest = read_manifest(run);
  if (!manifest.ok()) return manifest.error();
  return of_log(manifest.value().identity.log, run / "manifest.json");
}

Result<DataPlaces> RunPlaces::of_log(const std::string& log, const fs::path& said_by) const {
  if (logs_.empty()) return named_;
  for (const fs::path& db : logs_)
    if (db.stem() == log) return DataPlaces{.db = db, .maps = named_.maps};
  return Error{.file = said_by.string(), .place = "scenario", .field = "log", .reason = "the data have no log " + log};
}

}  // namespace stepscope::cli
