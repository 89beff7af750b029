#pragma once

#include <QString>
#include <vector>

namespace stepscope::ui {

// A mark of a time axis.
struct TimelineTick {
  double ns{0.0};  // on the axis
  QString text;    // with its unit: "120 µs"
};

// Round times (1, 2, 5 · 10ⁿ ns) from `begin` to `end`, counted from `origin`, no more than `most` of them. The unit
// follows their distance: ns, µs, ms, s.
std::vector<TimelineTick> timeline_ticks(double begin, double end, double origin, int most);

}  // namespace stepscope::ui
