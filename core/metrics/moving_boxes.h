#pragma once

#include <optional>

#include "core/geometry/oriented_box.h"

namespace stepscope {

// A box that moves on straight without turning: by `step` per unit of time.
struct MovingBox {
  OrientedBox box;
  Point2 step;
};

// The first of the moments 1 … `moments` at which the two boxes collide; none if they never do. Looks at every moment.
std::optional<int> first_collision_by_steps(const MovingBox& a, const MovingBox& b, int moments);

// The same, found from the time span in which no edge direction of either box separates them: only moments within it
// are looked at.
std::optional<int> first_collision(const MovingBox& a, const MovingBox& b, int moments);

}  // namespace stepscope
