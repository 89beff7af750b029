#pragma once

#include "core/geometry/pose2.h"

namespace stepscope {

// On which side of the directed line a → b the point c lies: +1 left, −1 right, 0 exactly on it. The sign is that of
// the real number (b − a) × (c − a) for the given doubles, however close to zero (J. R. Shewchuk 1997, "Adaptive
// precision floating-point arithmetic and fast robust geometric predicates"). 0 if a coordinate is not a number.
int orientation(Point2 a, Point2 b, Point2 c);

}  // namespace stepscope
