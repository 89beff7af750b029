#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/comparison/comparison.h"
#include "core/comparison/step_ribbon.h"
#include "ui/bridge/beside_run.h"
#include "ui/bridge/run_view.h"

namespace stepscope::ui {

// What two ways took, to be compared.
struct TimesWish {
  std::vector<RunPair> pairs, same;  // `same`: A against A
  StepWindow window;
  bool measured{false};  // runs by themselves, interleaved; else one of each as it was made
  int from{0};           // the step of the runs that is the first one in `pairs` and `window`: a fork's own begin later
};

struct ComparedTimes {
  TimesWish wish;
  std::optional<RunComparison> comparison;
  Error error;                      // why there is none
  std::vector<RibbonPoint> ribbon;  // steps as in the runs
};

// Takes a while: not on the GUI thread.
ComparedTimes compare_times(TimesWish wish);

// The steps from `from` on that both have, as the one pair there is. None: there is not one.
std::optional<RunPair> one_of_each(std::span<const StepTiming> a, std::span<const StepTiming> b, int from = 0);

}  // namespace stepscope::ui
