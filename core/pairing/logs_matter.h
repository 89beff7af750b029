#pragma once

#include "core/pairing/arm.h"

namespace stepscope {

// Whether the arms write their simulation logs differently: only runs that write them show what that takes.
inline bool logs_matter(const Arm& a, const Arm& b) { return a.profile.log != b.profile.log; }

}  // namespace stepscope
