#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace stepscope {

// An array of 32-bit floats as the content of a .npy file (NumPy's format 1.0, little-endian, C order). The product of
// `shape` is the number of values.
std::string npy_bytes(std::span<const float> values, std::span<const std::size_t> shape);

}  // namespace stepscope
