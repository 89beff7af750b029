#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace stepscope {

// One picture to draw on. The drawing rules count rows upwards, from the rear; in memory the first row is the farthest
// ahead, so that nothing has to be turned over afterwards.
class RasterCanvas {
 public:
  // `pixels` holds size × size values and outlives the canvas.
  RasterCanvas(std::span<float> pixels, int size) : pixels_(pixels.data()), size_(size) {}

  std::int64_t size() const { return size_; }
  void clear(float colour = 0.0F) { std::fill_n(pixels_, size_ * size_, colour); }
  bool holds(std::int64_t x, std::int64_t y) const { return x >= 0 && x < size_ && y >= 0 && y < size_; }
  // The row must be on the canvas.
  std::span<float> row(std::int64_t y) { return {begin_of(y), static_cast<std::size_t>(size_)}; }
  // The pixel must be on the canvas.
  void put(std::int64_t x, std::int64_t y, float colour) { begin_of(y)[x] = colour; }
  // Columns first … last, those that are on the canvas; nothing if last < first. The row must be on the canvas.
  void fill_row(std::int64_t y, std::int64_t first, std::int64_t last, float colour) {
    first = std::max<std::int64_t>(first, 0);
    last = std::min(last, size_ - 1);
    if (first <= last) std::fill(begin_of(y) + first, begin_of(y) + last + 1, colour);
  }

 private:
  float* begin_of(std::int64_t y) { return pixels_ + (size_ - 1 - y) * size_; }

  float* pixels_;
  std::int64_t size_;
};

}  // namespace stepscope
