#include "core/record/run_reader.h"

#include <algorithm>
#include <cmath>

#include "core/record/csv_table.h"
#include "core/record/manifest_facts.h"
#include "core/record/manifest_file.h"
#include "core/record/metrics_json.h"
#include "core/record/statements_csv.h"
#include "core/record/trace_reader.h"

namespace stepscope {

namespace {

Status read_steps(const std::filesystem::path& file, ProfiledRun& run) {
  auto table = CsvTable::read(file);
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
  follow_trace(run.statement_log, std::move(trace.value().statements));
  take_totals(*run.spans, run.steps);
  return {};
}

}  // namespace

Result<ProfiledRun> read_run_folder(const std::filesystem::path& folder, FolderParts parts) {
  ProfiledRun run;
  double interval_s = 0.0;  // not in folders of early versions
  const auto steps = read_manifest_file(folder, [&](const JsonNode& manifest) {
    const JsonNode scenario = manifest.child("scenario");
    if (scenario.json().contains("step_interval_s")) interval_s = scenario.number("step_interval_s");
    ManifestContent content = content_in(manifest);
    run.facts = std::move(content.facts);
    run.loading = std::move(content.loading);
    return content.steps;
  });
  if (!steps.ok()) return steps.error();
  if (Status status = read_steps(folder / "steps.csv", run); !status.ok()) return status.error();
  if (interval_s > 0.0 && std::isfinite(interval_s)) run.step_interval_s = interval_s;
  if (run.steps.size() != static_cast<std::size_t>(steps.value()))
    return Error{.file = (folder / "steps.csv").string(),
                 .place = {},
                 .field = {},
                 .reason = "has " + std::to_string(run.steps.size()) + " steps, the manifest says " +
                           std::to_string(steps.value())};
  if (Status status = read_queries(folder / "queries.csv", run); !status.ok()) return status.error();
  std::error_code code;
  if (std::filesystem::exists(folder / "statements.csv", code))
    if (Status status = read_statements(folder / "statements.csv", run); !status.ok()) return status.error();
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
