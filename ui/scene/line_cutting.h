#pragma once

#include <span>
#include <vector>

#include "core/geometry/pose2.h"

namespace stepscope::ui {

// The pieces of an open line that a dash pattern of `dash_m` on, `gap_m` off leaves, first dash at the beginning.
std::vector<std::vector<Point2>> dashes_of(std::span<const Point2> line, double dash_m, double gap_m);

// The line up to an arc length of `metres`; all of it if it is shorter.
std::vector<Point2> beginning_of(std::span<const Point2> line, double metres);

// Zebra stripes of a crosswalk: its ring cut into strips across the direction of its longest edge (people walk along
// it), `stripe_m` wide and as far apart.
std::vector<std::vector<Point2>> stripes_of(std::span<const Point2> ring, double stripe_m);

}  // namespace stepscope::ui
