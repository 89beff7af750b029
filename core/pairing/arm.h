#pragma once

#include <string>

#include "core/assembly/run_request.h"
#include "core/profile/engine_profile.h"

namespace stepscope {

// One of the ways that are measured against each other: who drives, and by which means.
struct Arm {
  std::string name;  // for people; not escaped
  RunRequest request;
  EngineProfile profile;
  double handicap{0.0};  // share of every step that its planner wastes on purpose; 0.03: 3 % (core/pairing/handicap.h)

  bool operator==(const Arm&) const = default;
};

}  // namespace stepscope
