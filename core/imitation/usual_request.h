#pragma once

#include "core/imitation/imitation.h"

namespace stepscope {

// What is trained where nobody says otherwise, but for data and model file: rasters that say where to go, how fast the
// ego is and what changes, smaller and coarser than the reference's; drives of planners on all cores; a contract
// without name.
ImitationRequest usual_request();

}  // namespace stepscope
