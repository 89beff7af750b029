#include "core/features/line_rules.h"

#include <cstdlib>
#include <utility>

namespace stepscope {

namespace {

constexpr int kLeft = 1, kRight = 2, kBelow = 4, kAbove = 8;

int sideways(std::int64_t x, std::int64_t last) { return x < 0 ? kLeft : x > last ? kRight : 0; }
int outside(PixelPlace p, std::int64_t last) {
  return sideways(p.x, last) | (p.y < 0 ? kBelow : p.y > last ? kAbove : 0);
}

// Change along one axis for a way along the other, towards zero.
std::int64_t share(std::int64_t way, std::int64_t rise, std::int64_t run) {
  return static_cast<std::int64_t>(static_cast<double>(way) * static_cast<double>(rise) / static_cast<double>(run));
}

void move_to_row(PixelPlace& p, std::int64_t row, PixelPlace a, PixelPlace b) {
  p.x += share(row - p.y, b.x - a.x, b.y - a.y);
  p.y = row;
}
void move_to_column(PixelPlace& p, std::int64_t column, PixelPlace a, PixelPlace b) {
  p.y += share(column - p.x, b.y - a.y, b.x - a.x);
  p.x = column;
}

// Cohen–Sutherland on the square [0, last]², rows before columns, the first end before the second; the second is cut
// along what is left of the line. False if nothing is left.
bool clip(PixelPlace& a, PixelPlace& b, std::int64_t last) {
  int at_a = outside(a, last), at_b = outside(b, last);
  if ((at_a & at_b) != 0) return false;
  if ((at_a & (kBelow | kAbove)) != 0) {
    move_to_row(a, at_a < kAbove ? 0 : last, a, b);
    at_a = sideways(a.x, last);
  }
  if ((at_b & (kBelow | kAbove)) != 0) {
    move_to_row(b, at_b < kAbove ? 0 : last, a, b);
    at_b = sideways(b.x, last);
  }
  if ((at_a & at_b) != 0) return false;
  if (at_a != 0) move_to_column(a, at_a == kLeft ? 0 : last, a, b);
  if (at_b != 0) move_to_column(b, at_b == kLeft ? 0 : last, a, b);
  return true;
}

constexpr int kDigits = 16;
constexpr std::int64_t kHalf = 1 << (kDigits - 1);

}  // namespace

void draw_pixel_line(RasterCanvas canvas, PixelPlace from, PixelPlace to, float colour) {
  if (!clip(from, to, canvas.size() - 1)) return;
  if (to.x < from.x) std::swap(from, to);
  const std::int64_t width = to.x - from.x, height = std::abs(to.y - from.y);
  const std::int64_t up = to.y < from.y ? -1 : 1;
  if (height == 0) return canvas.fill_row(from.y, from.x, to.x, colour);
  const bool steep = height > width;
  const std::int64_t major = steep ? height : width, minor = steep ? width : height;
  std::int64_t error = major - 2 * minor;
  for (std::int64_t i = 0; i <= major; ++i) {
    canvas.put(from.x, from.y, colour);
    const bool both = error < 0;
    error += both ? 2 * major - 2 * minor : -2 * minor;
    if (both || !steep) ++from.x;
    if (both || steep) from.y += up;
  }
}

void draw_fixed_line(RasterCanvas canvas, PixelPlace from, PixelPlace to, float colour) {
  if (!clip(from, to, (canvas.size() << kDigits) - 1)) return;
  const auto put = [&](std::int64_t x, std::int64_t y) {
    if (canvas.holds(x, y)) canvas.put(x, y, colour);
  };
  const std::int64_t width = std::abs(to.x - from.x), height = std::abs(to.y - from.y);
  const bool steep = width <= height;
  if (steep ? to.y < from.y : to.x < from.x) std::swap(from, to);
  put((to.x + kHalf) >> kDigits, (to.y + kHalf) >> kDigits);
  if (steep) {
    const std::int64_t step = (to.x - from.x) * (1 << kDigits) / (height | 1);
    const std::int64_t count = (to.y - from.y) >> kDigits;
    std::int64_t x = from.x + kHalf, y = (from.y + kHalf) >> kDigits;
    for (std::int64_t i = 0; i <= count; ++i, x += step, ++y) put(x >> kDigits, y);
  } else {
    const std::int64_t step = (to.y - from.y) * (1 << kDigits) / (width | 1);
    const std::int64_t count = (to.x - from.x) >> kDigits;
    std::int64_t x = (from.x + kHalf) >> kDigits, y = from.y + kHalf;
    for (std::int64_t i = 0; i <= count; ++i, ++x, y += step) put(x, y >> kDigits);
  }
}

}  // namespace stepscope
