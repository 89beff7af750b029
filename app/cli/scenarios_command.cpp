#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/selection.h"
#include "core/record/json_text.h"

namespace stepscope::cli {

namespace {

struct Options {
  CommonOptions common;
  DataOptions data;
  std::string type, log, location, text;
  std::size_t limit{0};
  bool untagged{false};
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool shown(const Options& options, const LogSummary& log, std::size_t row) {
  const ScenarioList& scenarios = log.scenarios;
  if (row >= scenarios.tagged() && !options.untagged && options.type != kUntaggedType) return false;
  if (!options.type.empty() && !scenarios.has_tag(row, options.type)) return false;
  if (!options.log.empty() && !contains(log.name, options.log)) return false;
  if (!options.location.empty() && log.location != options.location) return false;
  if (options.text.empty()) return true;
  const auto tags = scenarios.types_of_set(scenarios.set(row));
  return contains(scenarios.token(row).hex(), options.text) || contains(scenarios.type(row), options.text) ||
         contains(log.name, options.text) || contains(log.location, options.text) ||
         std::any_of(tags.begin(), tags.end(),
                     [&](std::uint32_t tag) { return contains(scenarios.type_name(tag), options.text); });
}

ExitCode run(const Options& options) {
  Console console(options.common);
  auto dataset = open_dataset(options.data, console);
  if (!dataset.ok()) {
    console.error(dataset.error());
    return ExitCode::kBadInput;
  }
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  console.result(fmt::format("{:<16}  {:<44}  {:<24}  {:<20}  {:>8}  {:>5}  {:>6}", "token", "type", "log", "location",
                             "start s", "iter.", "agents"));
  std::size_t count = 0;
  for (const LogSummary& log : dataset.value()->logs) {
    for (std::size_t i = 0; i < log.scenarios.size(); ++i) {
      if (!shown(options, log, i)) continue;
      if (options.limit > 0 && count >= options.limit) break;
      ++count;
      const ScenarioRow row = log.scenarios[i];
      const double start_s = static_cast<double>(row.time.us - log.begin.us) * 1e-6;
      console.result(fmt::format("{:<16}  {:<44}  {:<24}  {:<20}  {:>8.2f}  {:>5}  {:>6}{}", row.token.hex(), row.type,
                                 log.name, log.location, start_s, row.iterations, row.agents,
                                 row.problem.empty() ? "" : "  (" + row.problem + ")"));
      if (console.json())
        list.push_back({{"token", row.token.hex()},
                        {"type", row.type},
                        {"tags", row.tags},
                        {"log", log.name},
                        {"db", log.db.string()},
                        {"location", log.location},
                        {"time_us", row.time.us},
                        {"start_s", start_s},
                        {"iterations", row.iterations},
                        {"agents", row.agents},
                        {"problem", row.problem}});
    }
  }
  console.result_json(json_text(list, 1));
  console.note(fmt::format("{} scenarios in {} logs", count, dataset.value()->logs.size()));
  return dataset.value()->problems.empty() ? ExitCode::kDone : ExitCode::kBadInput;
}

}  // namespace

Command add_scenarios_command(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* parser =
      app.add_subcommand("scenarios", "Lists scenarios: token, type, log, location, start, iterations, agents");
  add_data_options(*parser, options->data);
  parser->add_option("--type", options->type, "only those with this tag");
  parser->add_option("--log", options->log, "only logs whose name contains this");
  parser->add_option("--location", options->location, "only this map location");
  parser->add_option("--text", options->text, "only those with this text in token, type, tags, log or location");
  parser->add_option("--limit", options->limit, "at most so many");
  parser->add_flag("--untagged", options->untagged, "also frames without a tag, which the reference calls unknown");
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli
