#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "core/analysis/span_search.h"
#include "ui/charts/timeline_camera.h"
#include "ui/charts/timeline_data.h"
#include "ui/charts/timeline_lanes.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// What the timeline draws: the spans and everything that is marked among them.
struct TimelineScene {
  const TimelineData* data{nullptr};
  Theme theme{Theme::light_theme()};
  TimelineCamera camera;
  TimelineLanes lanes;
  int scroll{0};                                      // px of the lanes above the upper edge
  StepRange scope;                                    // what the figures are of; the rest is drawn pale
  int cursor{-1};                                     // step that all views of the window show
  SpanPlace selected;                                 // step −1, index −1: none
  std::optional<std::pair<double, double>> measured;  // on the axis, ascending
  bool searching{false};
  std::vector<std::vector<std::uint32_t>> matches;  // row → numbers of the spans that match, ascending

  bool has_selection() const { return selected.index >= 0; }
};

}  // namespace stepscope::ui
