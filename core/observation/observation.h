#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/control/ego_controller.h"
#include "core/world/history_buffer.h"
#include "core/world/tracked_object.h"

namespace stepscope {

// What surrounds the ego: recorded or simulated objects.
class Observation {
 public:
  virtual ~Observation() = default;
  virtual std::string_view name() const = 0;
  virtual Status reset() = 0;
  // Objects at the iteration reached last. The span stays valid for the rest of the run.
  virtual Result<std::span<const TrackedObject>> current() = 0;
  virtual Status update(const Iteration& current, const Iteration& next, const HistoryBuffer& history) = 0;
  // Whether the same update again leaves everything as it was after the first, so that a step can be timed in place.
  virtual bool repeatable() const { return false; }
  // What it did so far that a user should know, one sentence each: "18 bicycles were dropped, as the reference does".
  virtual std::vector<std::string> notes() const { return {}; }
};

}  // namespace stepscope
