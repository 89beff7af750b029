#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>

#include "app/cli/command.h"
#include "app/cli/runs_table.h"
#include "app/cli/store_options.h"
#include "core/files/json_text.h"
#include "core/report/number_text.h"
#include "core/store/bundle.h"

namespace stepscope::cli {

namespace {

struct Options {
  CommonOptions common;
  StoreOptions store;
  std::vector<RunId> runs;
  std::string label, out, bundle;
  bool deleted{false};
};

ExitCode refuse(const Console& console, const Error& error) {
  console.error(error);
  return ExitCode::kBadInput;
}

nlohmann::ordered_json bookmarks_json(const std::vector<KeptBookmark>& bookmarks) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const KeptBookmark& b : bookmarks) list.push_back({{"step", b.step}, {"note", b.note}});
  return list;
}

ExitCode list(const Options& options, RunStore& store, const Console& console) {
  const auto runs = store.list(options.deleted ? RunsShown::kDeleted : RunsShown::kKept);
  if (!runs.ok()) return refuse(console, runs.error());
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const RunSummary& run : runs.value()) json.push_back(run_json(run));
  console.result_json(json_text(json, 1));
  if (runs.value().empty()) {
    console.result(options.deleted ? "no deleted runs" : "no runs");
  } else {
    console.result(runs_table(runs.value()));
  }
  for (const RunSummary& run : runs.value())
    if (run.status == kDamagedRun)
      console.note("warning: " + run.message + "; the other runs can be read, `runs delete` hides this one");
  if (const Status sound = store.check_list(); !sound.ok())
    console.note("warning: " + sound.error().text() + "; the runs above can be read, but none may be added");
  return ExitCode::kDone;
}

// Runs that went on from this one.
Result<std::vector<RunSummary>> forks_of(const RunStore& store, RunId run) {
  auto runs = store.list(RunsShown::kAll);
  if (!runs.ok()) return runs;
  std::erase_if(runs.value(), [run](const RunSummary& r) { return !r.fork || r.fork->parent != run; });
  return runs;
}

std::string forks_text(const std::vector<RunSummary>& forks) {
  std::string text;
  for (const RunSummary& fork : forks)
    text += fmt::format("{}run {} at step {}", text.empty() ? "" : ", ", fork.id, fork.fork->step);
  return text;
}

ExitCode show(const Options& options, RunStore& store, const Console& console) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const RunId id : options.runs) {
    const auto run = store.summary(id);
    if (!run.ok()) return refuse(console, run.error());
    const auto bookmarks = store.bookmarks(id);
    if (!bookmarks.ok()) return refuse(console, bookmarks.error());
    const auto place = store.scenario_place(id);
    if (!place.ok()) return refuse(console, place.error());
    const auto forks = forks_of(store, id);
    if (!forks.ok()) return refuse(console, forks.error());
    std::string text = run_facts(run.value(), bookmarks.value(), forks_text(forks.value()));
    text +=
        fmt::format("\n{:<12}{}\n{:<12}{}", "log file", place.value().db.string(), "maps", place.value().maps.string());
    console.result(text);
    nlohmann::ordered_json json = run_json(run.value());
    json["forks"] = nlohmann::ordered_json::array();
    for (const RunSummary& fork : forks.value()) json["forks"].push_back(fork.id);
    json["marks"] = bookmarks_json(bookmarks.value());
    json["db"] = place.value().db.string();
    json["maps"] = place.value().maps.string();
    list.push_back(std::move(json));
  }
  console.result_json(json_text(list, 1));
  return ExitCode::kDone;
}

ExitCode change(const Options& options, RunStore& store, const Console& console,
                Status (RunStore::*what)(const std::vector<RunId>&), const char* words) {
  if (Status done = (store.*what)(options.runs); !done.ok()) return refuse(console, done.error());
  console.result(fmt::format("{} {}", options.runs.size(), words));
  console.result_json(json_text(nlohmann::ordered_json{{"runs", options.runs}}, 1));
  return ExitCode::kDone;
}

ExitCode remove(const Options& options, RunStore& store, const Console& console) {
  return change(options, store, console, &RunStore::remove,
                "deleted: `runs restore` brings them back, `runs purge` gives their space back");
}

ExitCode restore(const Options& options, RunStore& store, const Console& console) {
  return change(options, store, console, &RunStore::restore, "restored");
}

ExitCode purge(const Options&, RunStore& store, const Console& console) {
  const std::int64_t before = store.bytes_on_disk();
  const auto purged = store.purge();
  if (!purged.ok()) return refuse(console, purged.error());
  const std::int64_t after = store.bytes_on_disk();
  console.result(fmt::format("{} gone, {} are free again",
                             counted(purged.value(), "run") + (purged.value() == 1 ? " is" : " are"),
                             size_text(std::max<std::int64_t>(before - after, 0))));
  console.result_json(json_text(nlohmann::ordered_json{{"runs", purged.value()}, {"bytes", after}}, 1));
  return ExitCode::kDone;
}

ExitCode rename(const Options& options, RunStore& store, const Console& console) {
  if (Status done = store.set_label(options.runs.front(), options.label); !done.ok())
    return refuse(console, done.error());
  console.result_json(json_text(nlohmann::ordered_json{{"run", options.runs.front()}, {"label", options.label}}, 1));
  return ExitCode::kDone;
}

ExitCode size(const Options&, RunStore& store, const Console& console) {
  const auto runs = store.list(RunsShown::kAll);
  if (!runs.ok()) return refuse(console, runs.error());
  std::int64_t deleted = 0;
  for (const RunSummary& run : runs.value()) deleted += run.deleted ? run.bytes : 0;
  const std::int64_t bytes = store.bytes_on_disk();
  console.result(fmt::format("{}: {}, {}, of which {} deleted", store.file().string(),
                             counted(std::ssize(runs.value()), "run"), size_text(bytes), size_text(deleted)));
  console.result_json(json_text(nlohmann::ordered_json{{"store", store.file().string()},
                                                       {"runs", runs.value().size()},
                                                       {"bytes", bytes},
                                                       {"deleted_bytes", deleted}},
                                1));
  return ExitCode::kDone;
}

ExitCode export_one(const Options& options, RunStore& store, const Console& console) {
  MapCache maps;
  const RunId run = options.runs.front();
  if (Status done = export_run(store, run, options.out, maps); !done.ok()) return refuse(console, done.error());
  std::error_code code;
  const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(options.out, code));
  console.result(fmt::format("run {} is in {} ({})", run, options.out, size_text(bytes)));
  console.result_json(json_text(nlohmann::ordered_json{{"run", run}, {"bundle", options.out}, {"bytes", bytes}}, 1));
  return ExitCode::kDone;
}

ExitCode import_one(const Options& options, RunStore& store, const Console& console) {
  MapCache maps;
  const auto run = import_run(store, options.bundle, maps);
  if (!run.ok()) return refuse(console, run.error());
  console.result(fmt::format("{} is run {}", options.bundle, run.value()));
  console.result_json(json_text(nlohmann::ordered_json{{"run", run.value()}, {"bundle", options.bundle}}, 1));
  return ExitCode::kDone;
}

using Action = ExitCode (*)(const Options&, RunStore&, const Console&);

// Nothing was recorded yet: an empty list, unless a store was named.
ExitCode without_store(const Options& options, const std::filesystem::path& file, const Console& console) {
  if (!options.store.store.empty())
    return refuse(console, {.file = file.string(), .place = {}, .field = {}, .reason = "file does not exist"});
  console.result("no runs: " + file.string() + " does not exist yet");
  console.result_json("[]");
  return ExitCode::kDone;
}

ExitCode run(Options& options, Action action) {
  const Console console(options.common);
  std::set<RunId> named;  // a run named twice is one run
  std::erase_if(options.runs, [&named](RunId run) { return !named.insert(run).second; });
  const std::filesystem::path file = reading_store(options.store, console);
  std::error_code code;
  if (action == &list && !std::filesystem::exists(file, code)) return without_store(options, file, console);
  auto store = action == &import_one ? RunStore::create_or_open(file) : RunStore::open(file);
  if (!store.ok()) return refuse(console, store.error());
  return action(options, store.value(), console);
}

}  // namespace

Command add_runs_command(Parser& app) {
  const auto options = std::make_shared<Options>();
  Parser* parser = app.add_subcommand("runs", "Lists the stored runs, deletes them, carries them elsewhere");
  parser->require_subcommand();
  const auto actions = std::make_shared<std::vector<std::pair<Parser*, Action>>>();
  const auto add = [&](const char* name, const char* words, Action action) {
    Parser* sub = parser->add_subcommand(name, words);
    add_store_options(*sub, options->store, StoreUse::kReading);
    add_common_options(*sub, options->common);
    actions->emplace_back(sub, action);
    return sub;
  };
  const auto add_runs = [&](Parser* sub, int most) {
    sub->add_option("runs", options->runs, "numbers of runs, as listed")->required()->expected(1, most);
  };
  constexpr int kAny = 1 << 20;
  add("list", "Lists the runs, newest first", &list)->add_flag("--deleted", options->deleted, "the deleted ones");
  add_runs(add("show", "Tells everything about a run", &show), kAny);
  add_runs(add("delete", "Hides runs", &remove), kAny);
  add_runs(add("restore", "Brings deleted runs back", &restore), kAny);
  add("purge", "Removes the deleted runs for good", &purge);
  Parser* named = add("rename", "Gives a run a name of your own", &rename);
  add_runs(named, 1);
  named->add_option("--label", options->label, "the name; may be empty")->required();
  Parser* exported = add("export", "Writes a run with the data it needs into one file", &export_one);
  add_runs(exported, 1);
  exported->add_option("--out", options->out, "the file, *.stepscope")->required();
  add("import", "Takes a run out of such a file", &import_one)
      ->add_option("bundle", options->bundle, "the file")
      ->required();
  add("size", "Tells how big the store is", &size);
  return {parser, [options, actions] {
            for (const auto& [sub, action] : *actions)
              if (sub->parsed()) return run(*options, action);
            return ExitCode::kUsage;
          }};
}

}  // namespace stepscope::cli
