#include "core/simulation/run_outcome.h"

namespace stepscope {

std::string_view RunOutcome::key() const {
  switch (status) {
    case RunStatus::kReachedEnd:
      return "reached_end";
    case RunStatus::kStopped:
      return "stopped";
    case RunStatus::kFailed:
      return "failed";
  }
  return "failed";
}

}  // namespace stepscope
