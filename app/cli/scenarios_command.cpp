#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <unordered_map>

#include "app/cli/command.h"
#include "app/cli/selection.h"
#include "core/files/json_text.h"
#include "core/report/number_text.h"
#include "core/scenario/frame_window.h"

namespace stepscope::cli {

namespace {

struct Options {
  CommonOptions common;
  DataOptions data;
  SelectionOptions selection;
};

// One line of the list.
struct Line {
  const LogSummary* log{nullptr};
  ScenarioRow row;
};

// The row of a chosen scenario, its iterations those of the extraction it was chosen with.
class Lines {
 public:
  explicit Lines(const Dataset& dataset) {
    for (const LogSummary& log : dataset.logs) {
      Rows& rows = by_db_[log.db];
      rows.log = &log;
      for (std::size_t row = 0; row < log.scenarios.size(); ++row) rows.of_token.emplace(log.scenarios.token(row), row);
    }
  }
  std::optional<Line> of(const ChosenScenario& chosen) const {
    const Rows& rows = by_db_.at(chosen.id.db);
    const auto found = rows.of_token.find(chosen.id.token);
    if (found == rows.of_token.end()) return std::nullopt;  // outside the scenes that the reference enumerates
    Line line{.log = rows.log, .row = rows.log->scenarios[found->second]};
    const std::vector<SimTime>& times = rows.log->scenarios.columns().times;
    const FrameWindow window = cut_window(times, line.row.time, chosen.extraction);
    line.row.type = chosen.type;
    line.row.iterations = static_cast<int>(window.iterations);
    line.row.problem = window_problem(window, times, line.row.time, chosen.extraction);
    return line;
  }

 private:
  struct Rows {
    const LogSummary* log{nullptr};
    std::unordered_map<Token, std::size_t> of_token;
  };
  std::map<std::filesystem::path, Rows> by_db_;
};

std::string text_of(const Line& line, double start_s) {
  return fmt::format("{:<16}  {:<44}  {:<24}  {:<20}  {:>8.2f}  {:>5}  {:>6}{}", line.row.token.hex(), line.row.type,
                     line.log->name, line.log->location, start_s, line.row.iterations, line.row.agents,
                     line.row.problem.empty() ? "" : "  (" + line.row.problem + ")");
}

nlohmann::ordered_json json_of(const Line& line, double start_s) {
  return {{"token", line.row.token.hex()}, {"type", line.row.type},       {"tags", line.row.tags},
          {"log", line.log->name},         {"db", line.log->db.string()}, {"location", line.log->location},
          {"time_us", line.row.time.us},   {"start_s", start_s},          {"iterations", line.row.iterations},
          {"agents", line.row.agents},     {"problem", line.row.problem}};
}

ExitCode run(const Options& options) {
  Console console(options.common);
  auto dataset = open_dataset(options.data, console);
  if (!dataset.ok()) {
    console.error(dataset.error());
    return ExitCode::kBadInput;
  }
  auto chosen = list(*dataset.value(), options.selection, console);
  if (!chosen.ok()) {
    console.error(chosen.error());
    return refusal_code(chosen.error());
  }
  // A list reads best by log and time; a shuffled one is meant to be in its order.
  if (!options.selection.filter.shuffle_seed)
    std::stable_sort(chosen.value().begin(), chosen.value().end(),
                     [](const ChosenScenario& a, const ChosenScenario& b) {
                       return std::tie(a.id.db, a.time) < std::tie(b.id.db, b.time);
                     });
  const Lines lines(*dataset.value());
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  console.result(fmt::format("{:<16}  {:<44}  {:<24}  {:<20}  {:>8}  {:>5}  {:>6}", "token", "type", "log", "location",
                             "start s", "iter.", "agents"));
  std::size_t count = 0;
  std::set<const LogSummary*> logs;
  for (const ChosenScenario& scenario : chosen.value()) {
    const std::optional<Line> line = lines.of(scenario);
    if (!line) continue;
    ++count;
    logs.insert(line->log);
    const double start_s = static_cast<double>(line->row.time.us - line->log->begin.us) * 1e-6;
    console.result(text_of(*line, start_s));
    if (console.json()) json.push_back(json_of(*line, start_s));
  }
  console.result_json(json_text(json, 1));
  const std::string all = counted(std::ssize(dataset.value()->logs), "log");
  const std::string some = logs.size() == dataset.value()->logs.size() ? "" : fmt::format("{} of ", logs.size());
  console.note(fmt::format("{} in {}{}", counted(static_cast<std::int64_t>(count), "scenario"), some, all));
  return dataset.value()->problems.empty() ? ExitCode::kDone : ExitCode::kBadInput;
}

}  // namespace

Command add_scenarios_command(Parser& app) {
  const auto options = std::make_shared<Options>();
  Parser* parser =
      app.add_subcommand("scenarios", "Lists scenarios: token, type, log, location, start, iterations, agents");
  add_data_options(*parser, options->data);
  add_selection_options(*parser, options->selection, Choice::kListed);
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli
