#pragma once

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

}  // namespace stepscope::cli
