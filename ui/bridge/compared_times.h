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
};

struct ComparedTimes {
  TimesWish wish;
  std::optional<RunComparison> comparison;
  Error error;  // why there is none
  std::vector<RibbonPoint> ribbon;
};

// Takes a while: not on the GUI thread.
ComparedTimes compare_times(TimesWish wish);

// The steps that both have, as the one pair there is. None: there is not one.
std::optional<RunPair> one_of_each(std::span<const StepTiming> a, std::span<const StepTiming> b);

}  // namespace stepscope::ui
