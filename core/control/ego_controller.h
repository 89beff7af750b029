#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/world/ego_state.h"
#include "core/world/trajectory.h"

namespace stepscope {

// A moment of the run: iteration index and the log's time there.
struct Iteration {
  int index{0};
  SimTime time;
};

// Moves the ego from one iteration to the next along a planned trajectory.
class EgoController {
 public:
  virtual ~EgoController() = default;
  virtual std::string_view name() const = 0;

  // Back to the beginning of the run; state() is then the state at iteration 0.
  virtual Status reset() = 0;
  // Ego at the iteration reached last.
  virtual Result<EgoState> state() = 0;
  // `ego` is the state at `current`. An error ends the run at this step.
  virtual Status update(const Iteration& current, const Iteration& next, const EgoState& ego,
                        const Trajectory& trajectory) = 0;
};

}  // namespace stepscope
