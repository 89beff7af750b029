#pragma once

#include <memory>

#include "core/assembly/run_request.h"
#include "core/control/ego_controller.h"
#include "core/profile/engine_profile.h"
#include "core/scenario/recorded_log.h"
#include "core/world/fork_origin.h"

namespace stepscope {

// Who moves the ego in this run. `fork`, if given: the steps before its own are moved by whoever moved them then.
// The log must outlive the result. An error names what the fork says that this version does not know.
Result<std::unique_ptr<EgoController>> make_controller(ControllerKind kind, const EngineProfile& profile,
                                                       RecordedLog& log, const ForkOrigin* fork = nullptr);

}  // namespace stepscope
