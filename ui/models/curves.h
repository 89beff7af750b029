#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace stepscope::ui {

// One line of a chart of several, perhaps with a band around it.
struct Curve {
  QString name;
  int run{0};                     // 0 … 3: whose colour it has
  std::vector<double> x, y;       // y may have gaps: NaN
  std::vector<double> low, high;  // as many as y, or none
  bool dashed{false};
};

// What a chart of curves shows.
struct Curves {
  QString x_label, y_label;  // with units
  std::vector<Curve> lines;
  std::vector<double> limits;    // horizontal lines that something is held against
  std::optional<double> middle;  // a horizontal line that means "the same"
  std::optional<double> mark;    // a vertical line at something remarkable
  bool over_steps{false};        // x are steps: the chart has the time cursor and leads to steps
  bool as_stairs{false};         // x are the left edges of bins
  bool from_zero{false};         // y begins at 0
  bool logarithmic_x{false};

  bool empty() const;
  QString csv() const;
};

}  // namespace stepscope::ui
