#include "ui/window/start_comparison.h"

#include <charconv>
#include <optional>
#include <string_view>

#include "core/lockstep/lockstep.h"
#include "core/planning/planner_list.h"
#include "core/store/run_store.h"
#include "core/store/store_opening.h"
#include "ui/bridge/run_folder_opener.h"

namespace stepscope::ui {

namespace {

constexpr std::string_view kStored = "run:";

std::optional<RunId> number_in(std::string_view name) {
  if (name.starts_with(kStored)) name.remove_prefix(kStored.size());
  RunId id = 0;
  const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), id);
  return fault == std::errc{} && end == name.data() + name.size() ? std::optional(id) : std::nullopt;
}

Status in_store(RunId run, const std::filesystem::path& store) {
  const auto opened = RunStore::open(usable_store(store).file);
  if (!opened.ok()) return opened.error();
  if (const auto summary = opened.value().summary(run); !summary.ok()) return summary.error();
  return {};
}

Result<KeptRef> kept_run(const std::string& name, const std::filesystem::path& store) {
  std::error_code code;
  if (std::filesystem::exists(name, code)) {
    if (is_run_folder(name)) return KeptRef{.run = 0, .folder = std::filesystem::absolute(name, code)};
    return Error{.file = name, .place = {}, .field = {}, .reason = "is no folder of a run: it has no manifest.json"};
  }
  const auto number = number_in(name);
  if (!number) return make_error("--compare: there is no planner, no stored run and no run folder \"" + name + "\"");
  if (Status status = in_store(*number, store); !status.ok()) return status.error();
  return KeptRef{.run = *number, .folder = {}};
}

}  // namespace

Result<StartComparison> comparison_of(const std::vector<std::string>& names, const std::filesystem::path& store) {
  if (names.size() < kFewestInLockstep || names.size() > kMostInLockstep)
    return make_error("--compare takes two to four planners, as idm,pdm-closed, or stored runs, as 7,12");
  StartComparison out;
  for (const std::string& name : names) {
    if (find_planner(name) != nullptr) {
      out.planners.push_back(name);
      continue;
    }
    auto kept = kept_run(name, store);
    if (!kept.ok()) return kept.error();
    out.kept.push_back(std::move(kept).value());
  }
  if (!out.planners.empty() && !out.kept.empty())
    return make_error("--compare takes planners or stored runs, not both; put planners beside a run in the window");
  return out;
}

}  // namespace stepscope::ui
