#include "core/features/slanted_row.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace stepscope {

void copy_slanted_plainly(std::span<const float> picture, int width, SlantedRow row, std::span<float> out) {
  for (float& pixel : out) {
    pixel = picture[static_cast<std::size_t>(row.y >> 16) * static_cast<std::size_t>(width) +
                    static_cast<std::size_t>(row.x >> 16)];
    row.x += row.step_x;
    row.y += row.step_y;
  }
}

#ifdef __SSE2__

// Four places at a time: rows and columns side by side as 16-bit numbers, so that one instruction makes
// row · width + column of each.
void copy_slanted(std::span<const float> picture, int width, SlantedRow row, std::span<float> out) {
  const auto places = [](std::int32_t first, std::int32_t step) {
    return _mm_setr_epi32(first, first + step, first + 2 * step, first + 3 * step);
  };
  __m128i x = places(row.x, row.step_x), y = places(row.y, row.step_y);
  const __m128i four_x = _mm_set1_epi32(4 * row.step_x), four_y = _mm_set1_epi32(4 * row.step_y);
  const __m128i whole_rows = _mm_set1_epi32(-65536);
  const __m128i weights = _mm_set1_epi32(width * 65536 + 1);
  const float* const pixels = picture.data();
  const std::size_t fours = out.size() / 4;
  float* to = out.data();
  for (std::size_t i = 0; i < fours; ++i, to += 4) {
    const __m128i pairs = _mm_or_si128(_mm_and_si128(y, whole_rows), _mm_srli_epi32(x, 16));
    const __m128i numbers = _mm_madd_epi16(pairs, weights);
    x = _mm_add_epi32(x, four_x);
    y = _mm_add_epi32(y, four_y);
    const auto low = static_cast<std::uint64_t>(_mm_cvtsi128_si64(numbers));
    const auto high = static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(numbers, numbers)));
    to[0] = pixels[static_cast<std::uint32_t>(low)];
    to[1] = pixels[low >> 32];
    to[2] = pixels[static_cast<std::uint32_t>(high)];
    to[3] = pixels[high >> 32];
  }
  const auto done = static_cast<std::int32_t>(4 * fours);
  copy_slanted_plainly(picture, width, {row.x + done * row.step_x, row.y + done * row.step_y, row.step_x, row.step_y},
                       out.subspan(4 * fours));
}

#else

void copy_slanted(std::span<const float> picture, int width, SlantedRow row, std::span<float> out) {
  copy_slanted_plainly(picture, width, row, out);
}

#endif

}  // namespace stepscope
