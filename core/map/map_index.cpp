#include "core/map/map_index.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "core/map/gpkg_reader.h"

namespace stepscope {

namespace {

namespace fs = std::filesystem;
using Versions = std::map<std::string, std::optional<std::string>>;  // by location; none = entry is not usable

constexpr const char* kUsualName = "nuplan-maps-v1.0.json";

struct MapIndex {
  fs::path file;
  Versions versions;
};

Error index_error(const fs::path& file, std::string place, std::string field, std::string reason) {
  return {.file = file.string(), .place = std::move(place), .field = std::move(field), .reason = std::move(reason)};
}

Result<Versions> read_versions(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return index_error(file, "", "", "cannot be read (no permission?)");
  const auto json = nlohmann::json::parse(in, nullptr, false);
  if (json.is_discarded()) return index_error(file, "", "", "is not valid JSON");
  if (!json.is_object()) return index_error(file, "", "", "is not an object keyed by location");
  Versions versions;
  for (const auto& [location, entry] : json.items()) {
    const auto version = entry.is_object() ? entry.find("version") : entry.end();
    const bool usable = entry.is_object() && version != entry.end() && version->is_string();
    versions[location] = usable ? std::optional(version->get<std::string>()) : std::nullopt;
  }
  return versions;
}

// The file of the usual name; without one, the first other *.json, by name, that is an index.
Result<MapIndex> read_index(const fs::path& folder) {
  std::error_code code;
  if (!fs::is_directory(folder, code)) return index_error(folder, "", "", "maps folder does not exist");
  const fs::path usual = folder / kUsualName;
  if (fs::exists(usual, code)) {
    auto versions = read_versions(usual);
    if (!versions.ok()) return versions.error();
    return MapIndex{usual, std::move(versions).value()};
  }
  std::vector<fs::path> others;
  for (auto entry = fs::directory_iterator(folder, code); !code && entry != fs::directory_iterator();
       entry.increment(code)) {
    if (entry->path().extension() == ".json") others.push_back(entry->path());
  }
  if (code) return index_error(folder, "", "", "cannot be listed: " + code.message());
  std::sort(others.begin(), others.end());
  std::optional<Error> first_error;
  for (const fs::path& file : others) {
    auto versions = read_versions(file);
    const bool is_index = versions.ok() && !versions.value().empty() &&
                          std::all_of(versions.value().begin(), versions.value().end(),
                                      [](const auto& entry) { return entry.second.has_value(); });
    if (is_index) return MapIndex{file, std::move(versions).value()};
    if (!versions.ok() && !first_error) first_error = versions.error();
  }
  if (first_error) return *first_error;
  return index_error(folder, "", "", std::string("no index of the maps (") + kUsualName + ")");
}

}  // namespace

Result<MapIndexEntry> find_map(const fs::path& maps_folder, const std::string& location) {
  std::string name = location;
  if (name.ends_with(".gpkg")) name.resize(name.size() - 5);
  auto index = read_index(maps_folder);
  if (!index.ok()) return index.error();
  const auto found = index.value().versions.find(name);
  if (found == index.value().versions.end()) {
    std::string listed;
    for (const auto& [known, version] : index.value().versions) listed += (listed.empty() ? "" : ", ") + known;
    return index_error(index.value().file, name, "",
                       "location is not in the index, which lists " + (listed.empty() ? "nothing" : listed));
  }
  if (!found->second) return index_error(index.value().file, name, "version", "is missing or not a text");
  return MapIndexEntry{name, *found->second, maps_folder / name / *found->second / "map.gpkg"};
}

Result<std::vector<std::string>> map_locations(const fs::path& maps_folder) {
  auto index = read_index(maps_folder);
  if (!index.ok()) return index.error();
  std::vector<std::string> locations;
  for (const auto& [location, version] : index.value().versions) {
    if (version) locations.push_back(location);
  }
  return locations;
}

Result<fs::path> map_file(const fs::path& maps_folder, const std::string& location) {
  auto entry = find_map(maps_folder, location);
  if (!entry.ok()) return entry.error();
  return std::move(entry).value().file;
}

}  // namespace stepscope
