#pragma once

#include <vector>

#include "app/cli/console.h"
#include "core/ablation/ablation_state.h"
#include "core/dataset/data_root.h"
#include "core/dataset/scenario_selection.h"
#include "core/map/map_cache.h"
#include "core/pairing/pair_runner.h"

namespace stepscope::cli {

// The scenarios of an ablation, read before its first run and kept.
class AblatedScenarios {
 public:
  // One that a filter chose and whose log is too short is passed over with a note. An error: a named one that cannot be
  // read, or none is left.
  static Result<AblatedScenarios> read(const Dataset& dataset, const std::vector<ChosenScenario>& chosen,
                                       const Console& console);

  std::size_t size() const { return scenarios_.size(); }
  ScenarioSource source() const;  // valid as long as this
  std::vector<AblationConditions::Case> cases() const;
  // What the runs read, by content: scenarios, cuts, files.
  Result<AblationIdentity> identity(const RunRequest& request) const;

 private:
  std::filesystem::path maps_folder_;
  std::vector<ScenarioPtr> scenarios_;
};

}  // namespace stepscope::cli
