#pragma once

#include "core/fork/fork_parent.h"

namespace stepscope {

// What was kept of a run in words, as a parent without name, scenario and frames. An error names the field that this
// version does not know.
Result<ForkParent> parent_of(const ProfiledRun& run);

}  // namespace stepscope
