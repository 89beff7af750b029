#pragma once

#include <memory>
#include <vector>

#include "app/cli/compare_options.h"
#include "app/cli/exit_code.h"
#include "core/map/map_cache.h"
#include "core/pairing/pair_runner.h"

namespace stepscope::cli {

// The scenarios that a measurement runs on, and what it says meanwhile.
class Measuring {
 public:
  // Errors are said; then the exit code is there instead.
  static Result<std::unique_ptr<Measuring>> prepare(const CompareOptions& options, Console& console, ExitCode& code);

  std::size_t scenarios() const { return chosen_.size(); }
  ScenarioSource source();
  PairProgressSink progress();
  // A folder for logs that goes with this object; empty if not wanted. An error: it cannot be made.
  Result<std::filesystem::path> log_folder(bool wanted);

  // Says the problems. Of scenarios that a filter chose and that are only too short nothing becomes of the exit code.
  ExitCode tell(const std::vector<PairProblem>& problems) const;

  ~Measuring();

 private:
  Measuring(Console& console, DatasetPtr dataset, std::vector<ChosenScenario> chosen)
      : console_(console), dataset_(std::move(dataset)), chosen_(std::move(chosen)) {}
  Result<ScenarioPtr> load(std::size_t scenario);

  Console& console_;
  DatasetPtr dataset_;
  std::vector<ChosenScenario> chosen_;
  MapCache maps_;
  std::size_t loaded_number_{0};
  ScenarioPtr loaded_;  // the scenario of this number; null: none yet
  std::filesystem::path logs_;
};

}  // namespace stepscope::cli
