#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "core/metrics/metric.h"
#include "core/metrics/metric_input.h"

namespace stepscope::test {

// A closed-loop ego history whose metrics the reference simulator has computed.
struct GoldenMetrics {
  std::string name;  // file name without .json.gz
  std::filesystem::path file;
  std::filesystem::path data_root;  // where its log and map are

  friend void PrintTo(const GoldenMetrics& golden, std::ostream* out) { *out << golden.name; }
};
// Whole runs with replayed objects, and made-up histories: those of tests/data always, those of the shared folder when
// it is there.
std::vector<GoldenMetrics> golden_metrics();

// The history with the log's objects, and the file's content.
struct LoadedGoldenMetrics {
  nlohmann::json content;
  ScenarioPtr scenario;
  std::vector<MetricSample> samples;

  MetricInput input() const { return {.scenario = *scenario, .samples = samples}; }
};
Result<LoadedGoldenMetrics> load(const GoldenMetrics& golden);

// Differences from the reference's metric, one line each: score 1e-9,
// statistics and series 1e-6, names and kinds of numbers exactly.
std::vector<std::string> differences(const Metric& metric, const nlohmann::json& expected);

// Test names have letters, digits and underscores only.
std::string case_name(const GoldenMetrics& golden);

}  // namespace stepscope::test
