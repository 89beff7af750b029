#include <memory>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/named_run.h"
#include "app/cli/queries_table.h"
#include "app/cli/run_folders.h"
#include "app/cli/step_range_text.h"
#include "app/cli/store_options.h"
#include "core/files/json_text.h"

namespace stepscope::cli {

namespace {

// Without the steps of the run that a fork went on from: its statements are not there.
StepRange own_range(const ProfiledRun& run) {
  return {.first = static_cast<int>(run.first_own_step()), .last = static_cast<int>(run.steps.size()) - 1};
}

namespace fs = std::filesystem;

struct Options {
  CommonOptions common;
  std::vector<std::string> runs;
  std::string steps;
  StoreOptions store;
};

// A name, or what a folder of that name holds.
std::vector<std::string> runs_named(const std::string& name) {
  std::vector<std::string> out;
  if (const auto named = named_run(name); !named.ok() || named.value().id) return {name};
  for (const fs::path& folder : run_folders(name)) out.push_back(folder.string());
  return out;
}

Result<ProfiledRun> read(const std::string& name, const StoreOptions& store, const Console& console) {
  const auto named = named_run(name);
  if (!named.ok()) return named.error();
  return read_named_run(named.value(), named.value().id ? reading_store(store, console) : fs::path(),
                        FolderParts::kTables);
}

ExitCode run(const Options& options) {
  const Console console(options.common);
  const auto wrong = [&](ExitCode code, std::string reason) {
    console.error(Error{.file = {}, .place = "--step", .field = {}, .reason = std::move(reason)});
    return code;
  };
  const std::optional<StepRange> range = step_range_in(options.steps);
  if (!options.steps.empty() && !range)
    return wrong(ExitCode::kUsage, "\"" + options.steps + "\" is neither a step (7) nor a range of steps (7-12)");
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  bool first = true;
  for (const std::string& named : options.runs) {
    for (const std::string& name : runs_named(named)) {
      const auto stored = read(name, options.store, console);
      if (!stored.ok()) {
        console.error(stored.error());
        return ExitCode::kBadInput;
      }
      const ProfiledRun& run = stored.value();
      if (range && static_cast<std::size_t>(range->first) >= run.steps.size())
        return wrong(ExitCode::kBadInput, name + " has " + std::to_string(run.steps.size()) +
                                              " steps, numbered from 0: there is no step " +
                                              std::to_string(range->first));
      const QueryLedger ledger = query_ledger(run.statement_log, run.steps, range.value_or(own_range(run)));
      if (console.json())
        list.push_back(queries_json(name, run, ledger));
      else
        console.result((first ? "" : "\n") + queries_text(name, run, ledger));
      first = false;
    }
  }
  console.result_json(json_text(list, 1));
  return ExitCode::kDone;
}

}  // namespace

Command add_queries_command(Parser& app) {
  const auto options = std::make_shared<Options>();
  Parser* parser = app.add_subcommand("queries", "Shows what the statements of runs cost: calls, rows, connections");
  parser
      ->add_option("runs", options->runs, "run folders, folders that hold run folders, or runs of the store as run:ID")
      ->required();
  parser->add_option("--step", options->steps, "one step (7) or a range of steps (7-12) instead of the whole run");
  add_store_options(*parser, options->store, StoreUse::kReading);
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli
