#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "core/scenario/log_timeline.h"
#include "core/scenario/scenario.h"

namespace stepscope {

// Which rows of a log's timeline are a scenario's iterations and the history before them. Iteration i is row
// first + i·step; history sample k (k = 1 the nearest) is row first − k·past_step.
struct FrameWindow {
  std::size_t first{0};
  std::size_t step{1};
  std::size_t iterations{0};
  std::size_t past_step{1};
  std::size_t past_count{0};  // samples that the log has, at most those that the history buffer wants

  std::size_t last() const { return first + (iterations - 1) * step; }
  std::size_t oldest() const { return first - past_count * past_step; }
  std::size_t past_row(std::size_t k) const { return first - k * past_step; }
  // Log between the oldest history sample and the first iteration.
  double history_s(std::span<const TimelineRow> rows) const;
  double history_s(std::span<const SimTime> times) const;
};

// start = int(anchor + offset), end = int(start + duration), both inclusive; every int(1/subsample)-th row between
// them. History: as many samples as the reference's buffer holds, by counting rows backwards.
FrameWindow cut_window(std::span<const TimelineRow> rows, SimTime anchor, const ScenarioExtraction& extraction);
// The same from the rows' times alone.
FrameWindow cut_window(std::span<const SimTime> times, SimTime anchor, const ScenarioExtraction& extraction);

// Why a window cannot be simulated: fewer than two iterations, or no history. Empty if it can.
std::string window_problem(const FrameWindow& window, std::span<const TimelineRow> rows, SimTime anchor,
                           const ScenarioExtraction& extraction);
std::string window_problem(const FrameWindow& window, std::span<const SimTime> times, SimTime anchor,
                           const ScenarioExtraction& extraction);

// Rows between samples when n of them cover a horizon: (int(horizon/0.05) + 1)/n in whole numbers. 0 if there is none.
std::size_t sample_step(double horizon_s, int n);

}  // namespace stepscope
