#pragma once

#include <cstdint>
#include <span>

namespace stepscope {

// Pixels along a straight line through a picture, in 1/65536 pixels; of each place the pixel whose number is its whole
// part. Every place must be inside the picture.
struct SlantedRow {
  std::int32_t x{0}, y{0};            // of the first
  std::int32_t step_x{0}, step_y{0};  // from one to the next
};

// `picture` holds rows of `width` < 32768 pixels, fewer than 32768 of them.
void copy_slanted(std::span<const float> picture, int width, SlantedRow row, std::span<float> out);

// The same, pixel by pixel.
void copy_slanted_plainly(std::span<const float> picture, int width, SlantedRow row, std::span<float> out);

}  // namespace stepscope
