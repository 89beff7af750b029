#include "core/ablation/measured_group.h"

#include "core/comparison/processor_time.h"

namespace stepscope {

RunTimes times_of(const MeasuredRun& run) {
  return {.before_ns = run.before_ns,
          .loop_ns = run.loop_ns,
          .after_ns = run.after_ns,
          .began_ns = run.began_ns,
          .processor_ns = static_cast<std::int64_t>(processor_ns(run)),
          .steps = static_cast<int>(run.steps.size())};
}

}  // namespace stepscope
