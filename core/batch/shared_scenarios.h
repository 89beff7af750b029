#pragma once

#include <map>
#include <mutex>
#include <optional>

#include "core/batch/batch.h"

namespace stepscope {

// The scenarios of a batch while its jobs need them: each is read once, by the first job that asks, and let go after
// its last job. Jobs that begin in order keep no more of them than there are threads. Thread-safe.
class SharedScenarios {
 public:
  SharedScenarios(const BatchPlan& plan, MapCache& maps) : plan_(plan), maps_(maps) {}

  // Waits if another job is reading it. Failures are kept, too.
  Result<ScenarioPtr> get(std::size_t scenario);
  // One more of the scenario's jobs is over.
  void release(std::size_t scenario);

 private:
  struct Slot {
    std::mutex mutex;
    std::optional<Result<ScenarioPtr>> loaded;  // guarded by mutex
    std::size_t released{0};                    // guarded by the mutex of all slots
  };
  Result<ScenarioPtr> load(const ChosenScenario& chosen);

  const BatchPlan& plan_;
  MapCache& maps_;
  std::mutex mutex_;
  std::map<std::size_t, Slot> slots_;  // guarded by mutex_; a slot stays where it is until its last release
};

}  // namespace stepscope
