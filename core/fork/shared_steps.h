#pragma once

#include <optional>
#include <string>

#include "core/world/fork_origin.h"

namespace stepscope {

// What a kept run says of where it is from.
struct RunOrigin {
  std::string uuid;                // empty: not known
  std::optional<ForkOrigin> fork;  // none: it began at its beginning
};

// So many steps, from step 0 on, the two runs must have in common to the last bit: one of them is a fork of the other,
// or both are forks of a third. 0: they are not related, as far as that can be told from them alone (a fork of a fork
// names its parent, not the run before).
int shared_steps(const RunOrigin& a, const RunOrigin& b);

}  // namespace stepscope
