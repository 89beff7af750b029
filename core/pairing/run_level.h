#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/analysis/timing_columns.h"
#include "core/comparison/measured_run.h"

namespace stepscope {

// What a stage took per warm step of a run, ns.
struct StageLevel {
  TimeSource source;
  double mean{0.0}, p50{0.0}, p95{0.0}, p99{0.0}, max{0.0};
  bool operator==(const StageLevel&) const = default;
};

// A run by itself, small enough to keep for ever.
struct RunLevel {
  std::int64_t total_ns{0};  // loop and waiting at its end
  std::int64_t before_ns{0};
  std::vector<std::int64_t> steps_ns;  // every warm step
  std::vector<StageLevel> stages;      // total and self times of every stage that took time
  bool operator==(const RunLevel&) const = default;

  const StageLevel* stage(TimeSource source) const;  // null: took no time
};
RunLevel level_of(const MeasuredRun& run);

// Runs of one way on one scenario.
struct ScenarioLevels {
  RunFacts facts;        // of a run
  std::string manifest;  // what `facts` is read from; without hashes
  int steps{0};
  std::optional<double> score;
  std::vector<RunLevel> runs;
};

// Runs of one way on several scenarios.
struct WayLevels {
  std::vector<ScenarioLevels> scenarios;
  std::optional<bool> logs;  // whether every run wrote its simulation log, which counts into its total; none: not known
};

}  // namespace stepscope
