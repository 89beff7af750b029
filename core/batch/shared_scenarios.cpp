#include "core/batch/shared_scenarios.h"

namespace stepscope {

Result<ScenarioPtr> SharedScenarios::get(std::size_t scenario) {
  Slot* slot = nullptr;
  {
    const std::scoped_lock lock(mutex_);
    slot = &slots_[scenario];
  }
  const std::scoped_lock lock(slot->mutex);
  if (!slot->loaded) slot->loaded = load(plan_.scenarios[scenario]);
  return *slot->loaded;
}

void SharedScenarios::release(std::size_t scenario) {
  const std::scoped_lock lock(mutex_);
  if (++slots_[scenario].released == plan_.requests.size()) slots_.erase(scenario);
}

Result<ScenarioPtr> SharedScenarios::load(const ChosenScenario& chosen) {
  auto map = maps_.get(plan_.maps, chosen.location);
  if (!map.ok()) return map.error();
  return Scenario::load(chosen.id, chosen.type, chosen.extraction, map.value());
}

}  // namespace stepscope
