#include "app/cli/named_run.h"

#include <charconv>
#include <string_view>

#include "core/store/run_store.h"

namespace stepscope::cli {

namespace {
constexpr std::string_view kStored = "run:";
}

Result<NamedRun> named_run(const std::string& name) {
  std::error_code code;
  if (!name.starts_with(kStored) || std::filesystem::exists(name, code)) return NamedRun{.folder = name, .id = {}};
  const std::string digits = name.substr(kStored.size());
  RunId id = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  if (fault != std::errc{} || end != digits.data() + digits.size())
    return Error{.file = {},
                 .place = name,
                 .field = {},
                 .reason = "\"" + digits + "\" is no number of a run of the store: run:7 would be one"};
  return NamedRun{.folder = {}, .id = id};
}

Result<ProfiledRun> read_named_run(const NamedRun& run, const std::filesystem::path& store, FolderParts parts) {
  return run.id ? read_stored_run(store, *run.id) : read_run_folder(run.folder, parts);
}

}  // namespace stepscope::cli
