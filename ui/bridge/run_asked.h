#pragma once

#include "core/assembly/run_request.h"
#include "core/profile/engine_profile.h"

namespace stepscope::ui {

// How a run is set up.
struct RunAsked {
  RunRequest request;
  EngineProfile profile{EngineProfile::fast()};
  bool operator==(const RunAsked&) const = default;
};

}  // namespace stepscope::ui
