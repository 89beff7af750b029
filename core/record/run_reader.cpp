#include "core/record/run_reader.h"

#include <algorithm>
#include <charconv>

#include "core/record/csv.h"
#include "core/record/manifest_facts.h"
#include "core/record/manifest_file.h"
#include "core/record/metrics_json.h"
#include "core/record/trace_reader.h"

namespace stepscope {

namespace {

// Times and counts are within this, so that sums of them stay whole numbers: 11 days in ns.
constexpr std::int64_t kLargest = 1'000'000'000'000'000;

// A CSV file with a header, its fields found by name.
class Table {
 public:
  static Result<Table> read(const std::filesystem::path& file) {
    auto text = read_file(file);
    if (!text.ok()) return text.error();
    Table table;
    table.file_ = file.string();
    table.rows_ = parse_csv(text.value());
    if (table.rows_.empty()) return table.problem(0, "", "file has no header");
    for (std::size_t i = 1; i < table.rows_.size(); ++i)
      if (table.rows_[i].size() != table.rows_[0].size()) return table.problem(i, "", "wrong number of fields");
    return table;
  }
  Status has(const std::string& field) const {
    if (std::find(rows_[0].begin(), rows_[0].end(), field) != rows_[0].end()) return {};
    return problem(0, field, "column is missing");
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
  Status count(std::size_t row, const std::string& field, std::int64_t& out) const {
    if (Status status = integer(row, field, out); !status.ok()) return status;
    if (out >= 0 && out <= kLargest) return {};
    return problem(row + 1, field, std::to_string(out) + " is not within 0 … " + std::to_string(kLargest));
  }
  Error problem(std::size_t line, const std::string& field, std::string reason) const {
    return {.file = file_, .place = "line " + std::to_string(line + 1), .field = field, .reason = std::move(reason)};
  }

 private:
  std::string file_;
  std::vector<std::vector<std::string>> rows_;
};

Status read_steps(const std::filesystem::path& file, ProfiledRun& run) {
  auto table = Table::read(file);
  if (!table.ok()) return table.error();
  std::vector<std::int64_t> times(table.value().rows());
  run.times.resize(times.size());
  run.steps.resize(table.value().rows());
  for (std::size_t i = 0; i < run.steps.size(); ++i) {
    StepTiming& step = run.steps[i];
    std::vector<std::pair<std::string, std::int64_t*>> fields{{"wall_ns", &step.wall_ns},
                                                              {"cpu_ns", &step.cpu_ns},
                                                              {"statements", &step.counters.statements},
                                                              {"rows", &step.counters.rows},
                                                              {"connections", &step.counters.connections},
                                                              {"agents", &step.counters.agents},
                                                              {"map_objects", &step.counters.map_objects},
                                                              {"allocations", &step.counters.allocations}};
    if (table.value().has("lead_checks").ok()) {  // not in folders of early versions
      fields.emplace_back("lead_checks", &step.counters.lead_checks);
      fields.emplace_back("raster_pixels", &step.counters.raster_pixels);
    }
    for (std::size_t s = 0; s < kStageCount; ++s)
      fields.emplace_back(std::string(stage_key(static_cast<Stage>(s))) + "_ns", &step.self_ns[s]);
    if (Status status = table.value().integer(i, "time_us", times[i]); !status.ok()) return status;
    if (times[i] < 0) return table.value().problem(i + 1, "time_us", "is negative");
    if (i > 0 && times[i] < times[i - 1])
      return table.value().problem(i + 1, "time_us", "is earlier than the line before");
    run.times[i].us = times[i];
    for (const auto& [name, target] : fields)
      if (Status status = table.value().count(i, name, *target); !status.ok()) return status;
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

Status read_queries(const std::filesystem::path& file, ProfiledRun& run) {
  auto table = Table::read(file);
  if (!table.ok()) return table.error();
  for (const char* field : {"statement", "calls", "rows", "total_ns", "connections", "repeats"})  // also without rows
    if (Status status = table.value().has(field); !status.ok()) return status;
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
      if (Status status = table.value().count(i, name, *target); !status.ok()) return status;
    run.statements.push_back(std::move(cost));
  }
  return {};
}

// Spans give the steps' totals, which the table does not have.
void take_totals(const SpanTape& spans, std::vector<StepTiming>& steps) {
  for (std::size_t k = 0; k < std::min(spans.steps(), steps.size()); ++k) {
    StageTimes& total = steps[k].total_ns;
    total.fill(0);
    for (const SpanRecord& span : spans.of_step(k))
      total[static_cast<std::size_t>(span.stage)] += span.end_ns - span.begin_ns;
    total[static_cast<std::size_t>(Stage::kStep)] = steps[k].wall_ns;
  }
}

Status take_trace(const std::filesystem::path& file, ProfiledRun& run) {
  auto trace = read_trace(file);
  if (!trace.ok()) return trace.error();
  if (trace.value().spans->steps() > run.steps.size())
    return Error{.file = file.string(),
                 .place = {},
                 .field = {},
                 .reason = "has " + std::to_string(trace.value().spans->steps()) + " steps, steps.csv has " +
                           std::to_string(run.steps.size())};
  run.spans = std::move(trace.value().spans);
  run.background = std::move(trace.value().background);
  run.statement_log = std::move(trace.value().statements);
  take_totals(*run.spans, run.steps);
  return {};
}

}  // namespace

Result<ProfiledRun> read_run_folder(const std::filesystem::path& folder, FolderParts parts) {
  ProfiledRun run;
  const auto steps =
      read_manifest_file(folder, [&run](const JsonNode& manifest) { return take_facts(manifest, run.facts); });
  if (!steps.ok()) return steps.error();
  if (Status status = read_steps(folder / "steps.csv", run); !status.ok()) return status.error();
  if (run.steps.size() != static_cast<std::size_t>(steps.value()))
    return Error{.file = (folder / "steps.csv").string(),
                 .place = {},
                 .field = {},
                 .reason = "has " + std::to_string(run.steps.size()) + " steps, the manifest says " +
                           std::to_string(steps.value())};
  if (Status status = read_queries(folder / "queries.csv", run); !status.ok()) return status.error();
  std::error_code code;
  if (std::filesystem::exists(folder / "metrics.json", code)) {
    auto card = read_metrics_json(folder / "metrics.json");
    if (!card.ok()) return card.error();
    run.score = std::move(card).value();
  }
  if (parts == FolderParts::kTablesAndTrace && std::filesystem::exists(folder / "trace.json", code)) {
    if (Status status = take_trace(folder / "trace.json", run); !status.ok()) return status.error();
  }
  return run;
}

}  // namespace stepscope
