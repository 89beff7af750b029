#include "app/cli/selection.h"

#include <fmt/core.h>

#include <charconv>
#include <cstdlib>

namespace stepscope::cli {

namespace {

constexpr const char* kGroup = "Which scenarios";

Error usage(std::string reason) { return make_error(std::move(reason)); }

Error limit_error(const std::string& text) {
  return {.file = {},
          .place = "--limit",
          .field = {},
          .reason = "\"" + text + "\" is neither a count nor, with a point, a share above 0.0 up to 1.0"};
}

// "12" is a count, "0.25" a share; "0" is no limit.
Status parse_limit(const std::string& text, ScenarioFilter& filter) {
  if (text.empty()) return {};
  const char* end = text.data() + text.size();
  if (text.find('.') == std::string::npos) {
    std::size_t count = 0;
    const auto [stopped_at, problem] = std::from_chars(text.data(), end, count);
    if (problem != std::errc{} || stopped_at != end) return limit_error(text);
    if (count > 0) filter.most = count;
    return {};
  }
  double share = 0.0;
  const auto [stopped_at, problem] = std::from_chars(text.data(), end, share);
  if (problem != std::errc{} || stopped_at != end || !(share > 0.0 && share <= 1.0)) return limit_error(text);
  filter.share = share;
  return {};
}

}  // namespace

void add_data_options(Parser& parser, DataOptions& options) {
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

void add_cut_options(Parser& parser, SelectionOptions& options) {
  auto& cut = options.filter.cut;
  parser.add_option("--duration", cut.duration_s, "seconds, instead of the type's own")
      ->check(positive())
      ->group(kGroup);
  parser.add_option("--offset", cut.offset_s, "seconds from the anchor to the first frame, instead of the type's own")
      ->group(kGroup);
  parser.add_option("--subsample", cut.subsample, "share of the 20 Hz frames, instead of the type's own")
      ->check(in_range(0.001, 1.0))
      ->group(kGroup);
}

void add_selection_options(Parser& parser, SelectionOptions& options, Choice choice) {
  ScenarioFilter& filter = options.filter;
  const auto add = [&](const std::string& name, auto& value, const std::string& meaning) {
    return parser.add_option(name, value, meaning)->group(kGroup);
  };
  add("--scenario", options.tokens, "token of the scenario's anchor frame, 16 hex digits; several allowed");
  add("--type", filter.types, "with this tag; several allowed")->delimiter(',');
  add("--log", filter.logs, "of logs whose name contains this; several allowed")->delimiter(',');
  add("--location", filter.locations, "of this map location; several allowed")->delimiter(',');
  add("--text", filter.text, "with this text in token, type, tags, log or location");
  if (choice == Choice::kRun) parser.add_flag("--all", options.all, "every tagged scenario")->group(kGroup);
  parser.add_flag("--untagged", filter.untagged, "frames without a tag as well")->group(kGroup);
  add_cut_options(parser, options);
  add("--min-displacement", filter.least_displacement_m, "the recorded ego travels at least so many metres")
      ->check(not_negative());
  add("--start-speed", filter.starts_above_mps, "the recorded ego's speed rises above this, m/s");
  add("--stop-speed", filter.stops_below_mps, "the recorded ego's speed falls to this, m/s");
  add("--speed-noise", filter.speed_noise_mps, "changes of speed up to this are noise, m/s")
      ->check(not_negative())
      ->capture_default_str();
  add("--spacing", filter.least_spacing_s, "seconds between two scenarios of one type in one log")
      ->check(not_negative());
  add("--per-type", filter.most_per_type, "at most so many of each type")->check(whole_number())->check(positive());
  add("--limit", options.limit, "at most so many scenarios, or with a point, such a share of them (0.1)");
  add("--shuffle", filter.shuffle_seed, "random order, and a random choice where a limit applies, from this seed")
      ->check(whole_number());
}

Result<std::vector<ChosenScenario>> list(const Dataset& dataset, const SelectionOptions& options, Console& console) {
  ScenarioFilter filter = options.filter;
  if (Status limit = parse_limit(options.limit, filter); !limit.ok()) return limit.error();
  for (const std::string& text : options.tokens) {
    const std::optional<Token> token = Token::from_hex(text);
    if (!token)
      return Error{.file = {}, .place = "--scenario", .field = {}, .reason = "\"" + text + "\" is not 16 hex digits"};
    filter.tokens.push_back(*token);
  }
  auto chosen = select_scenarios(dataset, filter, [&console](const SelectionProgress& progress) {
    console.progress("reading the ego's motion", progress.logs_done, progress.logs);
  });
  console.end_progress();
  return chosen;
}

Result<std::vector<ChosenScenario>> choose(const Dataset& dataset, const SelectionOptions& options, Console& console) {
  const ScenarioFilter& filter = options.filter;
  if (options.tokens.empty() && !options.all && filter.types.empty() && filter.logs.empty() &&
      filter.locations.empty() && filter.text.empty())
    return usage("no scenario chosen: give --scenario TOKEN, --type T, --log L, --location X, --text S or --all");
  auto chosen = list(dataset, options, console);
  if (chosen.ok() && chosen.value().empty())
    return Error{
        .file = dataset.paths.root.string(), .place = {}, .field = {}, .reason = "no scenario passes the filters"};
  return chosen;
}

}  // namespace stepscope::cli
