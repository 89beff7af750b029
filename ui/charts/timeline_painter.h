#pragma once

#include <QPainter>
#include <QRect>

#include "ui/charts/timeline_scene.h"

namespace stepscope::ui {

inline constexpr double kShortestSeen = 2.0;  // px; shorter spans are folded into columns

// Draws the rows of spans into `area`, whose left edge is the camera's pixel 0. Spans too short to be seen become
// columns of one pixel, stacked by group of stages as high as they fill it; the work is of the order of the pixels,
// not of the spans.
class TimelinePainter {
 public:
  TimelinePainter(QPainter& painter, const TimelineScene& scene, QRect area);

  void draw_rows();
  // Pale beyond the scope, the step under the cursor, what is selected and measured.
  void draw_marks();

 private:
  struct Run {  // neighbouring spans [first, last) of a row, folded into the pixel at x
    std::size_t row, first, last;
    int x;
  };
  void draw_row(std::size_t row);
  void draw_span(std::size_t row, std::size_t index, int left, int right);
  void draw_column(const Run& run, double ns);
  QString name(const SpanRow& row, std::size_t index, int width) const;
  QRect rect_of(std::size_t row, int left, int right) const;
  double x_of(std::int64_t clock_ns) const;
  bool any_match(std::size_t row, std::size_t first, std::size_t last) const;
  void draw_selection();
  void draw_cursor();
  void draw_measure();

  QPainter& painter_;
  const TimelineScene& scene_;
  QRect area_;
};

}  // namespace stepscope::ui
