#include "core/features/slanted_row.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "core/base/random.h"

namespace stepscope {
namespace {

constexpr std::int32_t kOne = 65536;

// Each pixel with its own value.
std::vector<float> numbered(int width, int height) {
  std::vector<float> picture(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  std::iota(picture.begin(), picture.end(), 0.0F);
  return picture;
}

TEST(SlantedRow, TakesTheWholePart) {
  const auto picture = numbered(10, 10);
  std::vector<float> out(6);
  copy_slanted(picture, 10, {kOne / 2, 9 * kOne + kOne / 2, kOne + kOne / 4, -kOne}, out);
  EXPECT_EQ(out, (std::vector<float>{90, 81, 73, 64, 55, 46}));  // columns 0.5, 1.75, 3, 4.25, 5.5, 6.75
}

// Lines of every length and direction, from one border to another.
TEST(SlantedRow, IsThePlainCopy) {
  const auto picture = numbered(1000, 700);
  Random random(9);
  for (int i = 0; i < 500; ++i) {
    const int count = 1 + i % 67;
    const auto place = [&](double last) { return static_cast<std::int32_t>(random.uniform(0.0, last) * kOne); };
    const SlantedRow ends{place(999.0), place(699.0), place(999.0), place(699.0)};
    const SlantedRow row{ends.x, ends.y, (ends.step_x - ends.x) / count, (ends.step_y - ends.y) / count};
    std::vector<float> plain(static_cast<std::size_t>(count)), fast(plain.size());
    copy_slanted_plainly(picture, 1000, row, plain);
    copy_slanted(picture, 1000, row, fast);
    ASSERT_EQ(plain, fast) << i;
  }
}

}  // namespace
}  // namespace stepscope
