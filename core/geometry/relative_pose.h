#pragma once

#include "core/geometry/pose2.h"

namespace stepscope {

// `pose`, given in the frame of `origin` (x forward, y left), expressed in the frame that `origin` is given in.
// Headings of both functions lie in [−π, π].
Pose2 to_absolute(const Pose2& origin, const Pose2& pose);
// `pose` as seen from `origin`; both given in one frame. The inverse of to_absolute.
Pose2 to_relative(const Pose2& origin, const Pose2& pose);

}  // namespace stepscope
