#include "core/record/run_reader.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/record/csv.h"
#include "core/record/metrics_json.h"

namespace stepscope {

namespace {

using Json = nlohmann::json;

Result<std::string> read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{.file = file.string(), .place = {}, .field = {}, .reason = "cannot be read"};
  return std::string(std::istreambuf_iterator<char>(in), {});
}

// A CSV file with a header, its fields found by name.
class Table {
 public:
  static Result<Table> read(const std::filesystem::path& file) {
    auto text = read_text(file);
    if (!text.ok()) return text.error();
    Table table;
    table.file_ = file.string();
    table.rows_ = parse_csv(text.value());
    if (table.rows_.empty()) return table.problem(0, "", "file has no header");
    for (std::size_t i = 1; i < table.rows_.size(); ++i)
      if (table.rows_[i].size() != table.rows_[0].size()) return table.problem(i, "", "wrong number of fields");
    return table;
  }
  std::size_t rows() const { return rows_.size() - 1; }
  Result<std::string> text(std::size_t row, const std::string& field) const {
    const auto it = std::find(rows_[0].begin(), rows_[0].end(), field);
    if (it == rows_[0].end()) return problem(0, field, "column is missing");
    return rows_[row + 1][static_cast<std::size_t>(it - rows_[0].begin())];
  }
  Status integer(std::size_t row, const std::string& field, std::int64_t& out) const {
    auto value = text(row, field);
    if (!value.ok()) return value.error();
    const std::string& digits = value.value();
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    if (code != std::errc{} || end != digits.data() + digits.size())
      return problem(row + 1, field, "\"" + digits + "\" is not a whole number");
    return {};
  }
  Error problem(std::size_t line, const std::string& field, std::string reason) const {
    return {.file = file_, .place = "line " + std::to_string(line + 1), .field = field, .reason = std::move(reason)};
  }

 private:
  std::string file_;
  std::vector<std::vector<std::string>> rows_;
};

Status read_steps(const std::filesystem::path& file, StoredRun& run) {
  auto table = Table::read(file);
  if (!table.ok()) return table.error();
  std::vector<std::int64_t> times(table.value().rows());
  run.steps.resize(table.value().rows());
  for (std::size_t i = 0; i < run.steps.size(); ++i) {
    StepTiming& step = run.steps[i];
    std::vector<std::pair<std::string, std::int64_t*>> fields{{"time_us", &times[i]},
                                                              {"wall_ns", &step.wall_ns},
                                                              {"cpu_ns", &step.cpu_ns},
                                                              {"statements", &step.counters.statements},
                                                              {"rows", &step.counters.rows},
                                                              {"connections", &step.counters.connections},
                                                              {"agents", &step.counters.agents},
                                                              {"map_objects", &step.counters.map_objects},
                                                              {"allocations", &step.counters.allocations}};
    for (std::size_t s = 0; s < kStageCount; ++s)
      fields.emplace_back(std::string(stage_key(static_cast<Stage>(s))) + "_ns", &step.self_ns[s]);
    for (const auto& [name, target] : fields)
      if (Status status = table.value().integer(i, name, *target); !status.ok()) return status;
    step.total_ns[static_cast<std::size_t>(Stage::kStep)] = step.wall_ns;
  }
  std::vector<std::int64_t> intervals;
  for (std::size_t i = 1; i < times.size(); ++i) intervals.push_back(times[i] - times[i - 1]);
  if (!intervals.empty()) {
    const auto middle = intervals.begin() + static_cast<std::ptrdiff_t>(intervals.size() / 2);
    std::nth_element(intervals.begin(), middle, intervals.end());
    run.step_interval_s = static_cast<double>(*middle) * 1e-6;
  }
  return {};
}

Status read_queries(const std::filesystem::path& file, StoredRun& run) {
  auto table = Table::read(file);
  if (!table.ok()) return table.error();
  for (std::size_t i = 0; i < table.value().rows(); ++i) {
    StatementCost cost;
    auto sql = table.value().text(i, "statement");
    if (!sql.ok()) return sql.error();
    cost.sql = sql.value();
    for (const auto& [name, target] : {std::pair<const char*, std::int64_t*>{"calls", &cost.calls},
                                       {"rows", &cost.rows},
                                       {"total_ns", &cost.total_ns},
                                       {"connections", &cost.connections},
                                       {"repeats", &cost.repeats}})
      if (Status status = table.value().integer(i, name, *target); !status.ok()) return status;
    run.queries.push_back(std::move(cost));
  }
  return {};
}

Status read_manifest(const std::filesystem::path& file, StoredRun& run) {
  auto text = read_text(file);
  if (!text.ok())
    return Error{.file = file.string(),
                 .place = {},
                 .field = {},
                 .reason = "cannot be read: not a run folder, or its run was never finished"};
  try {
    const Json m = Json::parse(text.value());
    const Json& scenario = m.at("scenario");
    run.log = scenario.at("log");
    run.token = scenario.at("token");
    run.scenario_type = scenario.at("type");
    run.location = scenario.at("location");
    run.iterations = scenario.at("iterations");
    run.planner = m.at("request").at("planner");
    run.challenge = m.at("request").at("challenge");
    run.controller = m.at("request").at("controller");
    run.profile = m.at("profile").at("name");
    run.status = m.at("status");
    run.message = m.value("message", "");
    run.processor = m.at("machine").at("processor");
    run.system = m.at("machine").at("system");
    run.program_version = m.at("program").at("version");
    run.git_revision = m.at("program").at("git_revision");
    run.build_type = m.at("program").at("build_type");
    run.window = m.at("window");
    run.warnings = m.value("warnings", std::vector<std::string>{});
  } catch (const Json::exception& exception) {
    return Error{.file = file.string(), .place = {}, .field = {}, .reason = exception.what()};
  }
  return {};
}

}  // namespace

Result<StoredRun> read_run_folder(const std::filesystem::path& folder) {
  StoredRun run;
  run.folder = folder;
  if (Status status = read_manifest(folder / "manifest.json", run); !status.ok()) return status.error();
  if (Status status = read_steps(folder / "steps.csv", run); !status.ok()) return status.error();
  if (Status status = read_queries(folder / "queries.csv", run); !status.ok()) return status.error();
  std::error_code code;
  if (std::filesystem::exists(folder / "metrics.json", code)) {
    auto card = read_metrics_json(folder / "metrics.json");
    if (!card.ok()) return card.error();
    run.score = std::move(card).value();
  }
  return run;
}

}  // namespace stepscope
