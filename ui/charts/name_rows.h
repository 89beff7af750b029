#pragma once

#include <QRect>
#include <vector>

namespace stepscope::ui {

// Rows of names beside vertical lines in a chart: each name goes where no other one is. In pixels of the chart.
class NameRows {
 public:
  // `frame`: what names have to stay inside of; rows lie along its top.
  NameRows(const QRect& frame, int rows, int row_height) : frame_(frame), rows_(rows), row_height_(row_height) {}

  // Takes the place of a name of this width beside the line at `x`: in the wished row or another one, right of the line
  // or left of it, the first that is free. Null: nowhere.
  QRect take(int x, int width, int wished_row);

 private:
  QRect frame_;
  int rows_, row_height_;
  std::vector<QRect> taken_;
};

}  // namespace stepscope::ui
