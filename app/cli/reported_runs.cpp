#include "app/cli/reported_runs.h"

#include "app/cli/named_run.h"
#include "app/cli/run_folders.h"
#include "core/record/run_reader.h"
#include "core/report/scene_sources.h"
#include "core/report/stored_scenes.h"
#include "core/store/run_store.h"
#include "core/store/store_opening.h"
#include "core/store/store_place.h"

namespace stepscope::cli {

namespace {

// Why there is nothing to report on.
Error without_steps(const std::string& source, const RunFacts& facts) {
  std::string why = facts.status == "interrupted" ? "" : facts.status;
  if (!facts.message.empty()) why += (why.empty() ? "" : ": ") + facts.message;
  const std::string what = facts.fork ? "has no step of its own" : "has no step";
  return {.file = {},
          .place = source,
          .field = {},
          .reason = what + (why.empty() ? "" : " (" + why + ")") + ": there is nothing to report on"};
}

}  // namespace

ReportedRuns::ReportedRuns(const Console& console, std::filesystem::path store)
    : console_(console),
      store_(store.empty() ? default_store_file() : std::move(store)),  // or the one beside it, once it is needed
      maps_(std::make_shared<MapCache>()) {}

void ReportedRuns::add(const std::string& name) {
  const auto named = named_run(name);
  if (!named.ok()) return refuse(named.error());
  if (named.value().id) return add_stored(*named.value().id);
  for (const std::filesystem::path& folder : run_folders(name)) add_folder(folder);
}

void ReportedRuns::add_folder(const std::filesystem::path& folder) {
  auto read = read_run_folder(folder);
  if (!read.ok()) return refuse(read.error());
  const std::filesystem::path name = folder.has_filename() ? folder.filename() : folder.parent_path().filename();
  if (read.value().own_steps().empty()) return refuse(without_steps("run folder " + name.string(), read.value().facts));
  RunScenes scenes = scenes_of(folder, maps_);
  runs_.push_back({.run = std::make_shared<const ProfiledRun>(std::move(read).value()),
                   .source = "run folder " + name.string(),
                   .scene = std::move(scenes.source),
                   .why_no_scene = std::move(scenes.why_not)});
}

void ReportedRuns::add_stored(RunId id) {
  if (const UsableStore usable = usable_store(store_); !usable.note.empty()) {
    console_.note("warning: " + usable.note);
    store_ = usable.file;
  }
  auto read = read_stored_run(store_, id);
  if (!read.ok()) return refuse(read.error());
  const std::string source = "run " + std::to_string(id) + " of the store";
  if (read.value().own_steps().empty()) return refuse(without_steps(source, read.value().facts));
  RunScenes scenes = stored_scenes(store_, id, maps_);
  runs_.push_back({.run = std::make_shared<const ProfiledRun>(std::move(read).value()),
                   .source = source,
                   .scene = std::move(scenes.source),
                   .why_no_scene = std::move(scenes.why_not)});
}

void ReportedRuns::refuse(const Error& error) {
  console_.error(error);
  damaged_.push_back(error.text());
}

}  // namespace stepscope::cli
