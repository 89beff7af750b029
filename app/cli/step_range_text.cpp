#include "app/cli/step_range_text.h"

#include <charconv>

namespace stepscope::cli {

std::optional<StepRange> step_range_in(const std::string& text) {
  StepRange range;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, range.first);
  if (first.ec != std::errc{} || range.first < 0) return std::nullopt;
  if (first.ptr == end) return StepRange{range.first, range.first};
  const auto last = std::from_chars(first.ptr + 1, end, range.last);
  if (*first.ptr != '-' || last.ec != std::errc{} || last.ptr != end || range.last < range.first) return std::nullopt;
  return range;
}

}  // namespace stepscope::cli
