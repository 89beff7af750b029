#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/analysis/stage_statistics.h"
#include "core/base/result.h"
#include "core/report/cost_split.h"

namespace stepscope {

// What can be expected of a run, and how it is measured.
struct ReportMeasure {
  std::string key;    // "statements_per_step"
  std::string title;  // "statements per step"
  std::string unit;   // "ms", "%", "×" or empty
};
// All of them; every stage's own time per step is one: "database_ms".
std::vector<ReportMeasure> report_measures();

enum class Bound { kAtMost, kAtLeast };

// "At most 5 statements per step."
struct Expectation {
  std::string measure;
  Bound bound{Bound::kAtMost};
  double value{0.0};
};

// What a planner's engineer expects of a simulator: 5 statements and 1 connection per step, 20 ms of framework, … The
// same as resources/expectations.json.
std::vector<Expectation> default_expectations();

// {"format": {"name": "stepscope expectations", "version": 1}, "expectations": [{"measure": …, "at_most": …}, …]}.
// Errors name the entry and the field: an unknown measure, no bound or two, no number, a negative one.
Result<std::vector<Expectation>> read_expectations(const std::filesystem::path& file);

// An expectation and what was measured.
struct Surprise {
  Expectation expected;
  ReportMeasure measure;
  std::optional<double> measured;  // none: not recorded
  double ratio{0.0};               // how far off, above 1: not met; infinite where nothing was expected
  bool met{true};
  std::string sentence;
};

// Worst ratio first, what was not recorded last.
std::vector<Surprise> surprises_of(const std::vector<Expectation>& expectations, const ProfiledRun& run,
                                   const RunStatistics& statistics, const CostSplit& split);

}  // namespace stepscope
