#pragma once

#include <span>
#include <string>

#include "core/base/result.h"

namespace stepscope {

// A picture as the content of a .png file of 8-bit grey: 0 is black, 1 and above white. Rows from the top, each `width`
// values; as many as there are.
Result<std::string> png_bytes(std::span<const float> values, int width);

}  // namespace stepscope
