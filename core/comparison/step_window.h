#pragma once

#include <algorithm>
#include <span>

#include "core/comparison/measured_run.h"

namespace stepscope {

// Which steps of every run are looked at, from the second on: the cold first step is a class of its own.
struct StepWindow {
  int end{-1};  // the first step left out, e.g. where two drives part; −1: to the end
};

// The steps of a run in the window, the first of the run left out. Perhaps none.
inline std::span<const StepTiming> warm_steps(const MeasuredRun& run, StepWindow window) {
  const std::size_t all = run.steps.size();
  const std::size_t end = window.end < 0 ? all : std::min(all, static_cast<std::size_t>(window.end));
  return end < 2 ? std::span<const StepTiming>{} : std::span(run.steps).subspan(1, end - 1);
}

}  // namespace stepscope
