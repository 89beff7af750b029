#include "ui/charts/timeline_camera.h"

#include <algorithm>

namespace stepscope::ui {

namespace {
constexpr double kMargin = 0.01;  // of what is in sight
}

void TimelineCamera::set_length(double ns) {
  length_ = std::max(ns, kShortest);
  limit();
}

// The stretch of time stays.
void TimelineCamera::set_width(double pixels) {
  const double visible = width_ * ns_per_pixel_;
  width_ = std::max(pixels, 1.0);
  ns_per_pixel_ = visible / width_;
  limit();
}

void TimelineCamera::limit() {
  const double most = length_ * (1.0 + 2.0 * kMargin);
  const double visible = std::clamp(width_ * ns_per_pixel_, std::min(kShortest, most), most);
  ns_per_pixel_ = visible / width_;
  const double margin = kMargin * visible;
  begin_ = std::clamp(begin_, -margin, std::max(-margin, length_ + margin - visible));
}

void TimelineCamera::show(double begin, double end) {
  const double visible = std::max(end - begin, kShortest) / (1.0 - 2.0 * kMargin);
  ns_per_pixel_ = visible / width_;
  begin_ = (begin + end) / 2.0 - visible / 2.0;
  limit();
}

void TimelineCamera::zoom(double factor, double at_pixel) {
  const double at = ns_at(at_pixel);
  const double most = length_ * (1.0 + 2.0 * kMargin) / width_;
  ns_per_pixel_ = std::clamp(ns_per_pixel_ * factor, std::min(kShortest / width_, most), most);
  begin_ = at - at_pixel * ns_per_pixel_;  // the moment under the pointer stays there
  limit();
}

void TimelineCamera::pan(double pixels) {
  begin_ += pixels * ns_per_pixel_;
  limit();
}

void TimelineCamera::bring_into_sight(double begin, double end) {
  const double visible = width_ * ns_per_pixel_;
  if (end > begin_ + visible) begin_ = end - visible * 0.9;
  if (begin < begin_) begin_ = begin - visible * 0.1;
  limit();
}

}  // namespace stepscope::ui
