#pragma once

#include "core/base/error.h"

namespace stepscope::cli {

// What scripts rely on.
enum class ExitCode : int {
  kDone = 0,
  kGateFailed = 1,
  kUsage = 2,          // wrong options
  kBadInput = 3,       // the message names file, table/layer and field
  kPlannerFailed = 4,  // the message names step and reason; everything up to that step is saved
  kInterrupted = 130,  // saved likewise
};

// Of what was refused before anything ran: an error about a file is bad input, any other is wrong usage.
inline ExitCode refusal_code(const Error& error) {
  return error.file.empty() ? ExitCode::kUsage : ExitCode::kBadInput;
}

}  // namespace stepscope::cli
