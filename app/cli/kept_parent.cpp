#include "app/cli/kept_parent.h"

#include <charconv>

#include "app/cli/run_places.h"
#include "core/fork/folder_parent.h"

namespace stepscope::cli {

namespace {
constexpr std::string_view kStored = "run:";
}

std::optional<RunId> stored_id(const std::string& name) {
  std::error_code code;
  if (std::filesystem::exists(name, code)) return std::nullopt;
  const std::string_view text(name);
  const std::string_view digits = text.starts_with(kStored) ? text.substr(kStored.size()) : text;
  RunId id = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  if (fault != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return id;
}

Result<ForkParent> stored_parent(const RunStore& store, RunId run, const DataOptions& data, MapCache& maps) {
  const auto place = store.scenario_place(run);
  if (!place.ok()) return place.error();
  const auto places = RunPlaces::from(data);
  if (!places.ok()) return places.error();
  const auto now = places.value().of_log(place.value().manifest.identity.log, store.file());
  if (!now.ok()) return now.error();
  return stored_fork_parent(store, run, maps, now.value());
}

Result<ForkParent> parent_in_folder(const std::filesystem::path& folder, const DataOptions& data, MapCache& maps) {
  const auto places = RunPlaces::from(data);
  if (!places.ok()) return places.error();
  const auto now = places.value().of(folder);
  if (!now.ok()) return now.error();
  return folder_fork_parent(folder, maps, now.value());
}

}  // namespace stepscope::cli
