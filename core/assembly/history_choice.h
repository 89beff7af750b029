#pragma once

#include <memory>

#include "core/profile/engine_profile.h"
#include "core/scenario/scenario.h"
#include "core/simulation/frame_handover.h"
#include "core/simulation/history_keeper.h"

namespace stepscope {

// How the past of this run is kept: as many samples as the reference keeps.
std::unique_ptr<HistoryKeeper> make_history(const EngineProfile& profile, const Scenario& scenario);
// How history and objects get from part to part.
std::shared_ptr<FrameHandover> make_handover(const EngineProfile& profile);

}  // namespace stepscope
