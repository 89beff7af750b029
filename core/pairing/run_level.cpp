#include "core/pairing/run_level.h"

#include <algorithm>

#include "core/analysis/distribution.h"
#include "core/comparison/step_window.h"

namespace stepscope {

const StageLevel* RunLevel::stage(TimeSource source) const {
  const auto found = std::ranges::find(stages, source, &StageLevel::source);
  return found == stages.end() ? nullptr : &*found;
}

RunLevel level_of(const MeasuredRun& run) {
  const std::span<const StepTiming> warm = warm_steps(run, {});
  RunLevel out{.total_ns = run.total_ns(), .before_ns = run.before_ns, .steps_ns = walls_of(warm), .stages = {}};
  for (std::size_t s = 0; s < kStageCount; ++s) {
    for (const TimeKind kind : {TimeKind::kTotal, TimeKind::kSelf}) {
      const TimeSource source{.stage = static_cast<Stage>(s), .kind = kind};
      const Distribution times = distribution_of(times_of(warm, source));
      if (times.max <= 0.0) continue;
      out.stages.push_back({.source = source,
                            .mean = times.mean,
                            .p50 = times.p50,
                            .p95 = times.p95,
                            .p99 = times.p99,
                            .max = times.max});
    }
  }
  return out;
}

}  // namespace stepscope
