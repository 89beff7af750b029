#include "core/planning/log_future_planner.h"

#include <fmt/format.h>

namespace stepscope {

Status LogFuturePlanner::do_plan(const PlannerInput& input, Trajectory& out) {
  const Result<EgoState> now = log_.ego(input.iteration);
  if (!now.ok()) return now.error();
  if (Status read = log_.future_ego(input.iteration, kHorizonSeconds, kPoses, future_); !read.ok()) return read;
  if (future_.empty())
    return Error{.file = {},
                 .place = "planner log-future",
                 .field = "trajectory",
                 .reason = fmt::format("the log ends less than {} s after iteration {}, so that there is no recorded "
                                       "future to plan",
                                       kHorizonSeconds / kPoses, input.iteration)};

  out.reserve(kPoses + 1);
  out.append(TrajectoryState::from(now.value()));
  for (const EgoState& ego : future_) out.append(TrajectoryState::from(ego));
  return {};
}

}  // namespace stepscope
