#include "core/dataset/data_root.h"

#include <algorithm>
#include <set>

namespace stepscope {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMapsFolder = "maps";

Error problem(const fs::path& path, std::string reason) {
  return {.file = path.string(), .place = {}, .field = {}, .reason = std::move(reason)};
}

bool has_extension(const fs::path& path, std::string_view extension) { return path.extension() == extension; }

// A maps folder holds at least one index (nuplan-maps-v1.0.json).
bool is_maps_folder(const fs::path& folder) {
  std::error_code code;
  for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
    std::error_code ignored;
    if (has_extension(it->path(), ".json") && it->is_regular_file(ignored)) return true;
  }
  return false;
}

// All *.db below a folder. Links are followed, each folder is entered once; folders that cannot be read are passed
// over.
void collect_logs(const fs::path& folder, std::set<fs::path>& entered, std::vector<fs::path>& logs) {
  std::error_code code;
  if (!entered.insert(fs::weakly_canonical(folder, code)).second) return;
  for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
    std::error_code ignored;
    if (it->is_directory(ignored)) {
      collect_logs(it->path(), entered, logs);
    } else if (has_extension(it->path(), ".db")) {
      logs.push_back(it->path());
    }
  }
}

// The nearest maps folder: below `start` or below one of the folders above it.
fs::path find_maps(const fs::path& start) {
  for (fs::path folder = start;; folder = folder.parent_path()) {
    if (is_maps_folder(folder / kMapsFolder)) return folder / kMapsFolder;
    if (folder == folder.parent_path()) return {};
  }
}

}  // namespace

Result<DataRootPaths> find_data_root(const fs::path& folder_or_db, const fs::path& maps_override) {
  std::error_code code;
  fs::path given = fs::absolute(folder_or_db, code).lexically_normal();
  if (!given.has_filename()) given = given.parent_path();  // written with a slash at the end
  const fs::file_status status = fs::status(given, code);
  if (folder_or_db.empty()) return problem({}, "no folder or log is named");
  if (code == std::errc::permission_denied) return problem(given, "cannot be reached: no permission for its folder");
  if (!fs::exists(status)) return problem(given, "does not exist");

  DataRootPaths paths;
  fs::path start = given;
  if (fs::is_directory(status)) {
    std::error_code readable;
    const fs::directory_iterator probe(given, readable);
    if (readable) return problem(given, "cannot be read: " + readable.message());
    std::set<fs::path> entered;
    collect_logs(given, entered, paths.logs);
    std::sort(paths.logs.begin(), paths.logs.end(),
              [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
    if (paths.logs.empty())
      return problem(given, "no .db below this folder; name a folder with maps/ and splits/, or a log");
  } else if (has_extension(given, ".db")) {
    paths.logs.push_back(given);
    start = given.parent_path();
  } else {
    return problem(given, "is neither a folder nor a log (.db)");
  }

  if (!maps_override.empty()) {
    paths.maps = fs::absolute(maps_override, code).lexically_normal();
    if (!is_maps_folder(paths.maps))
      return problem(paths.maps, "is not a maps folder: no index such as nuplan-maps-v1.0.json in it");
  } else {
    paths.maps = find_maps(start);
    if (paths.maps.empty())
      return problem(given,
                     "no maps folder: neither here nor in a folder above is maps/ with an index such as "
                     "nuplan-maps-v1.0.json; name the maps folder");
  }
  paths.root = std::move(start);
  return paths;
}

}  // namespace stepscope
