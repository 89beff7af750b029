#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/analysis/distribution.h"
#include "core/sqlite/database.h"
#include "core/store/run_summary.h"

namespace stepscope {

// Statement whose one number is how many steps of a run are stored.
std::string steps_query(RunId run);

// What the tables have of a run whose end nobody wrote down.
struct StoredSteps {
  int steps{0};
  // Of the times of its own steps; of a fork, without those of the run that it went on from. None: a row is damaged.
  std::optional<Distribution> own_ns;
  std::int64_t bytes{0};
};
Result<StoredSteps> stored_steps(const Database& store, RunId run);

// Ends the runs in the store's books whose programs have ended before them: takes what their journals hold, then status
// "interrupted", with the times of the steps that are stored.
Status mark_interrupted(const Database& store);

}  // namespace stepscope
