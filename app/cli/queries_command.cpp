#include <charconv>
#include <memory>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/queries_table.h"
#include "app/cli/run_folders.h"
#include "core/files/json_text.h"
#include "core/record/run_reader.h"

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
};

// "7" or "7-12".
std::optional<StepRange> range_of(const std::string& text) {
  StepRange range;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, range.first);
  if (first.ec != std::errc{} || range.first < 0) return std::nullopt;
  if (first.ptr == end) return StepRange{range.first, range.first};
  const auto last = std::from_chars(first.ptr + 1, end, range.last);
  if (*first.ptr != '-' || last.ec != std::errc{} || last.ptr != end || range.last < range.first) return std::nullopt;
  return range;
}

ExitCode run(const Options& options) {
  const Console console(options.common);
  const auto wrong = [&](ExitCode code, std::string reason) {
    console.error(Error{.file = {}, .place = "--step", .field = {}, .reason = std::move(reason)});
    return code;
  };
  const std::optional<StepRange> range = range_of(options.steps);
  if (!options.steps.empty() && !range)
    return wrong(ExitCode::kUsage, "\"" + options.steps + "\" is neither a step (7) nor a range of steps (7-12)");
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  bool first = true;
  for (const std::string& named : options.runs) {
    for (const fs::path& folder : run_folders(named)) {
      const auto stored = read_run_folder(folder, FolderParts::kTables);
      if (!stored.ok()) {
        console.error(stored.error());
        return ExitCode::kBadInput;
      }
      const ProfiledRun& run = stored.value();
      if (range && static_cast<std::size_t>(range->first) >= run.steps.size())
        return wrong(ExitCode::kBadInput, folder.string() + " has " + std::to_string(run.steps.size()) +
                                              " steps, numbered from 0: there is no step " +
                                              std::to_string(range->first));
      const QueryLedger ledger = query_ledger(run.statement_log, run.steps, range.value_or(own_range(run)));
      if (console.json())
        list.push_back(queries_json(folder.string(), run, ledger));
      else
        console.result((first ? "" : "\n") + queries_text(folder.string(), run, ledger));
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
  parser->add_option("runs", options->runs, "run folders, or folders that hold run folders")->required();
  parser->add_option("--step", options->steps, "one step (7) or a range of steps (7-12) instead of the whole run");
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli
