#include "ui/bridge/compared_times.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace stepscope::ui {

namespace {

MeasuredRun of_steps(std::span<const StepTiming> steps) {
  MeasuredRun run;
  run.steps.assign(steps.begin(), steps.end());
  run.loop_ns = std::accumulate(steps.begin(), steps.end(), std::int64_t{0},
                                [](std::int64_t sum, const StepTiming& step) { return sum + step.wall_ns; });
  return run;
}

}  // namespace

ComparedTimes compare_times(TimesWish wish) {
  ComparedTimes times;
  if (wish.pairs.empty()) {
    times.error = make_error("no pair of runs is whole");
    times.wish = std::move(wish);
    return times;
  }
  ComparisonOptions options;
  options.window = wish.window;
  if (auto compared = compare_runs(wish.pairs, wish.same, options); compared.ok())
    times.comparison = std::move(compared).value();
  else
    times.error = compared.error();
  if (times.comparison) times.ribbon = ribbon_of(wish.pairs, wish.pairs.front().scenario);
  for (RibbonPoint& point : times.ribbon) point.step += static_cast<std::size_t>(wish.from);
  times.wish = std::move(wish);
  return times;
}

std::optional<RunPair> one_of_each(std::span<const StepTiming> a, std::span<const StepTiming> b, int from) {
  const std::size_t both = std::min(a.size(), b.size()), first = static_cast<std::size_t>(from);
  if (both <= first) return std::nullopt;
  return RunPair{.a = of_steps(a.subspan(first, both - first)), .b = of_steps(b.subspan(first, both - first))};
}

}  // namespace stepscope::ui
