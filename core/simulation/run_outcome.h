#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"

namespace stepscope {

enum class RunStatus { kReachedEnd, kStopped, kFailed };

// How a run ended. What happened up to then is on the tape either way.
struct RunOutcome {
  RunStatus status{RunStatus::kReachedEnd};
  int steps{0};  // finished steps
  Error error;   // of kFailed: place says "step 37"

  // "reached_end", "stopped", "failed": for files.
  std::string_view key() const;
};

}  // namespace stepscope
