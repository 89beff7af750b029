#include "ui/charts/strip_decimator.h"

#include <algorithm>

namespace stepscope::ui {

const std::vector<StripColumn>& StripDecimator::columns(std::span<const std::int64_t> walls_ns, std::size_t begin,
                                                        std::size_t end, std::size_t max_columns) {
  columns_.clear();
  end = std::min(end, walls_ns.size());
  if (begin >= end || max_columns == 0) return columns_;
  const std::size_t width = (end - begin + max_columns - 1) / max_columns;
  for (std::size_t first = begin; first < end;) {
    const std::size_t next = std::min(end, (first / width + 1) * width);
    const auto steps = walls_ns.subspan(first, next - first);
    const auto worst = static_cast<std::size_t>(std::max_element(steps.begin(), steps.end()) - steps.begin());
    columns_.push_back({.first = first, .last = next - 1, .worst = first + worst});
    first = next;
  }
  return columns_;
}

}  // namespace stepscope::ui
