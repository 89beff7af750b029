#include "ui/charts/name_rows.h"

#include <algorithm>

namespace stepscope::ui {

QRect NameRows::take(int x, int width, int wished_row) {
  const auto is_free = [this](const QRect& place) {
    return place.left() >= frame_.left() && place.right() <= frame_.right() &&
           std::ranges::none_of(taken_, [&place](const QRect& other) { return other.intersects(place); });
  };
  for (int i = 0; i < rows_; ++i) {
    const int top = frame_.top() + (wished_row + i) % rows_ * row_height_;
    for (const int left : {x + 1, x - width}) {
      const QRect place(left, top, width, row_height_);
      if (!is_free(place)) continue;
      taken_.push_back(place);
      return place;
    }
  }
  return {};
}

}  // namespace stepscope::ui
