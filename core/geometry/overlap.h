#pragma once

#include "core/geometry/polygon.h"

namespace stepscope {

// Surface that two areas share, m². Areas whose rings cross themselves are repaired first.
double shared_square_metres(const Area& a, const Area& b);

}  // namespace stepscope
