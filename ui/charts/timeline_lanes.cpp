#include "ui/charts/timeline_lanes.h"

#include <QCoreApplication>

namespace stepscope::ui {

namespace {
constexpr int kGap = 6;  // px between two threads
}

QString lane_name(std::uint8_t lane) {
  if (lane == 0) return QCoreApplication::translate("TimelineLanes", "simulation");
  if (lane == 1) return QCoreApplication::translate("TimelineLanes", "store writer");
  return QCoreApplication::translate("TimelineLanes", "thread %1").arg(lane);
}

void TimelineLanes::arrange(const std::vector<SpanRow>& rows, int row_height) {
  lanes_.clear();
  tops_.clear();
  row_height_ = row_height;
  height_ = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (lanes_.empty() || lanes_.back().lane != rows[r].lane()) {
      if (!lanes_.empty()) height_ += kGap;
      lanes_.push_back({.lane = rows[r].lane(), .first_row = r, .rows = 0, .top = height_});
    }
    ++lanes_.back().rows;
    tops_.push_back(height_);
    height_ += row_height;
  }
}

std::optional<std::size_t> TimelineLanes::row_at(int y) const {
  for (std::size_t r = 0; r < tops_.size(); ++r)
    if (y >= tops_[r] && y < tops_[r] + row_height_) return r;
  return std::nullopt;
}

}  // namespace stepscope::ui
