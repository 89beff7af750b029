#pragma once

namespace stepscope::ui {

// Which stretch of a time axis lies under a row of pixels. Times in ns, places in pixels from the left edge.
class TimelineCamera {
 public:
  static constexpr double kShortest = 100.0;  // ns in sight at most zoom

  // The axis ends there; a little of nothing is shown beyond both ends.
  void set_length(double ns);
  void set_width(double pixels);
  double width() const { return width_; }

  void show(double begin, double end);
  // About a place; `factor` < 1 shows less.
  void zoom(double factor, double at_pixel);
  void pan(double pixels);
  // Moves as little as needed; what is longer than the view shows its begin.
  void bring_into_sight(double begin, double end);

  double begin() const { return begin_; }
  double end() const { return begin_ + width_ * ns_per_pixel_; }
  double ns_per_pixel() const { return ns_per_pixel_; }
  double x_of(double ns) const { return (ns - begin_) / ns_per_pixel_; }
  double ns_at(double x) const { return begin_ + x * ns_per_pixel_; }

 private:
  void limit();

  double length_{kShortest}, width_{1.0};
  double begin_{0.0}, ns_per_pixel_{1.0};
};

}  // namespace stepscope::ui
