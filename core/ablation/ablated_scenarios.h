#pragma once

#include <vector>

#include "core/ablation/ablation_state.h"
#include "core/dataset/data_root.h"
#include "core/dataset/scenario_selection.h"
#include "core/map/map_cache.h"
#include "core/pairing/pair_runner.h"

namespace stepscope {

// The scenarios of an ablation, read before its first run and kept.
class AblatedScenarios {
 public:
  // One that a filter chose and whose log is too short is passed over. An error: a named one that cannot be read, or
  // none is left.
  static Result<AblatedScenarios> read(const Dataset& dataset, const std::vector<ChosenScenario>& chosen);

  // Of those that are read already. `maps_folder`: that their maps are from.
  AblatedScenarios(std::vector<ScenarioPtr> scenarios, std::filesystem::path maps_folder)
      : maps_folder_(std::move(maps_folder)), scenarios_(std::move(scenarios)) {}

  // Why which ones were passed over, one sentence each.
  const std::vector<std::string>& notes() const { return notes_; }
  std::size_t size() const { return scenarios_.size(); }
  ScenarioSource source() const;  // valid as long as this
  // With this machine and program.
  AblationConditions conditions(const AblationOptions& options) const;
  // What the runs read, by content: scenarios, cuts, files.
  Result<AblationIdentity> identity(const RunRequest& request) const;

 private:
  AblatedScenarios() = default;

  std::filesystem::path maps_folder_;
  std::vector<ScenarioPtr> scenarios_;
  std::vector<std::string> notes_;
};

}  // namespace stepscope
