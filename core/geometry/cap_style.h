#pragma once

#include <cstdint>

namespace stepscope {

// How the buffer of a line ends: at its last point, or half a width beyond it.
enum class CapStyle : std::uint8_t { kFlat, kSquare };

}  // namespace stepscope
