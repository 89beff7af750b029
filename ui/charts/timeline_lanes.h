#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/analysis/span_rows.h"

namespace stepscope::ui {

// "simulation", "store writer", "thread 2".
QString lane_name(std::uint8_t lane);

// From top to bottom: where the rows of the threads are, in pixels from the upper edge of the first.
class TimelineLanes {
 public:
  struct Lane {
    std::uint8_t lane;
    std::size_t first_row, rows;
    int top;
  };

  void arrange(const std::vector<SpanRow>& rows, int row_height);

  const std::vector<Lane>& lanes() const { return lanes_; }
  int row_height() const { return row_height_; }
  int height() const { return height_; }
  int top_of(std::size_t row) const { return tops_[row]; }
  // None between two lanes and below the last.
  std::optional<std::size_t> row_at(int y) const;

 private:
  std::vector<Lane> lanes_;
  std::vector<int> tops_;  // by row
  int row_height_{1}, height_{0};
};

}  // namespace stepscope::ui
