#include "app/cli/selection.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

namespace stepscope::cli {

namespace {

ScenarioExtraction extraction_for(const std::string& type, const SelectionOptions& options) {
  ScenarioExtraction extraction = ScenarioExtraction::for_type(type);
  if (options.duration_s) extraction.duration_s = *options.duration_s;
  if (options.offset_s) extraction.offset_s = *options.offset_s;
  if (options.subsample) extraction.subsample = *options.subsample;
  return extraction;
}

ChosenScenario chosen(const LogSummary& log, Token token, const SelectionOptions& options, const std::string& type) {
  return {.id = {.db = log.db, .token = token},
          .type = type,
          .location = log.location,
          .extraction = extraction_for(type, options)};
}

Error usage(std::string reason) { return make_error(std::move(reason)); }

Status choose_tokens(const Dataset& dataset, const SelectionOptions& options, std::vector<ChosenScenario>& out) {
  for (const std::string& text : options.tokens) {
    const std::optional<Token> token = Token::from_hex(text);
    if (!token)
      return Error{.file = {}, .place = "--scenario", .field = {}, .reason = "\"" + text + "\" is not 16 hex digits"};
    const std::size_t before = out.size();
    for (const LogSummary& log : dataset.logs)
      if (const auto row = log.scenarios.find(*token))
        out.push_back(chosen(log, *token, options, log.scenarios.type(*row)));
    if (out.size() > before) continue;
    // A frame outside the scenes that the reference enumerates can still be asked for by its token, if the log is
    // clear.
    if (dataset.logs.size() != 1)
      return Error{.file = dataset.paths.root.string(),
                   .place = {},
                   .field = "--scenario",
                   .reason = "no log has a scenario " + text};
    const LogSummary& log = dataset.logs.front();
    out.push_back(chosen(log, *token, options, std::string(kUntaggedType)));
  }
  return {};
}

}  // namespace

void add_data_options(CLI::App& parser, DataOptions& options) {
  auto* db = parser.add_option("--db", options.db, "one log database");
  parser.add_option("--maps", options.maps, "maps folder, if it is not in the data root");
  parser.add_option("--data", options.data, "data root: a folder with maps/ and splits/; default $STEPSCOPE_DATA")
      ->excludes(db);
}

Result<DatasetPtr> open_dataset(const DataOptions& options, Console& console) {
  std::string source = options.db.empty() ? options.data : options.db;
  if (const char* standard = std::getenv("STEPSCOPE_DATA"); source.empty() && standard != nullptr) source = standard;
  if (source.empty()) return usage("no data: give --data DIR (or set STEPSCOPE_DATA) or --db FILE --maps DIR");
  auto paths = find_data_root(source, options.maps);
  if (!paths.ok()) return paths.error();
  DatasetPtr dataset = index_dataset(paths.value(), default_index_cache(), [&console](const IndexProgress& progress) {
    console.progress("reading logs", progress.done, progress.total);
  });
  console.end_progress();
  const bool nothing = dataset->logs.empty() && !dataset->problems.empty();  // then the first is the result
  for (std::size_t i = nothing ? 1 : 0; i < dataset->problems.size(); ++i) console.error(dataset->problems[i].error);
  if (nothing) return dataset->problems.front().error;
  return dataset;
}

void add_selection_options(CLI::App& parser, SelectionOptions& options) {
  parser.add_option("--scenario", options.tokens,
                    "token of the scenario's anchor frame, 16 hex digits; several allowed");
  parser.add_option("--type", options.type, "every scenario of a type");
  parser.add_flag("--all", options.all, "every tagged scenario");
  parser.add_option("--limit", options.limit, "at most so many scenarios");
  parser.add_option("--duration", options.duration_s, "seconds, instead of the type's own")->check(CLI::PositiveNumber);
  parser.add_option("--offset", options.offset_s,
                    "seconds from the anchor to the first frame, instead of the type's own");
  parser.add_option("--subsample", options.subsample, "share of the 20 Hz frames, instead of the type's own")
      ->check(CLI::Range(0.001, 1.0));
}

Result<std::vector<ChosenScenario>> choose(const Dataset& dataset, const SelectionOptions& options) {
  std::vector<ChosenScenario> out;
  if (!options.tokens.empty()) {
    if (Status status = choose_tokens(dataset, options, out); !status.ok()) return status.error();
  } else if (options.all || !options.type.empty()) {
    for (const LogSummary& log : dataset.logs) {
      const ScenarioList& scenarios = log.scenarios;
      for (std::size_t row = 0; row < scenarios.size(); ++row) {
        if (!options.type.empty() ? scenarios.has_tag(row, options.type) : row < scenarios.tagged())
          out.push_back(
              chosen(log, scenarios.token(row), options, options.type.empty() ? scenarios.type(row) : options.type));
      }
    }
    std::sort(out.begin(), out.end(),
              [](const ChosenScenario& a, const ChosenScenario& b) { return a.id.token < b.id.token; });
    if (out.empty())
      return Error{.file = dataset.paths.root.string(),
                   .place = {},
                   .field = "--type",
                   .reason = options.type.empty() ? "no tagged scenario" : "no scenario of type " + options.type};
  } else {
    return usage("no scenario chosen: give --scenario TOKEN, --type T or --all");
  }
  if (options.limit > 0 && out.size() > options.limit) out.resize(options.limit);
  return out;
}

}  // namespace stepscope::cli
