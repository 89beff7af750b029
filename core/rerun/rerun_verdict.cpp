#include "core/rerun/rerun.h"

namespace stepscope {

namespace {

constexpr double kOrdinaryShare = 0.1;  // longer than the median step
constexpr double kHalf = 0.5;           // of the excess over the median step

std::vector<std::int64_t> self_times(const std::vector<StepTiming>& steps, std::size_t stage) {
  std::vector<std::int64_t> out;
  for (const StepTiming& step : steps) out.push_back(step.self_ns[stage]);
  return out;
}

}  // namespace

Distribution walls_in(const std::vector<StepTiming>& repetitions) {
  std::vector<std::int64_t> walls;
  for (const StepTiming& step : repetitions) walls.push_back(step.wall_ns);
  return distribution_of(std::move(walls));
}

RerunVerdict verdict_of(const RerunResult& result) {
  if (!result.different.empty() || result.warm.empty() || result.cold.empty()) return RerunVerdict::kVoid;
  const double excess = static_cast<double>(result.recorded.wall_ns) - result.median_wall_ns;
  if (excess <= kOrdinaryShare * result.median_wall_ns) return RerunVerdict::kOrdinary;
  const auto comes_back = [&](const std::vector<StepTiming>& sample) {
    return walls_in(sample).p50 - result.median_wall_ns >= kHalf * excess;
  };
  if (comes_back(result.warm)) return RerunVerdict::kSlowInput;
  return comes_back(result.cold) ? RerunVerdict::kColdCaches : RerunVerdict::kSlowMoment;
}

std::vector<RerunStage> stages_of(const RerunResult& result) {
  std::vector<RerunStage> out;
  for (std::size_t i = 0; i < kStageCount; ++i) {
    RerunStage stage{.stage = static_cast<Stage>(i),
                     .recorded_ns = result.recorded.self_ns[i],
                     .cold = distribution_of(self_times(result.cold, i)),
                     .warm = distribution_of(self_times(result.warm, i))};
    if (stage.recorded_ns != 0 || stage.cold.max > 0.0 || stage.warm.max > 0.0) out.push_back(stage);
  }
  return out;
}

}  // namespace stepscope
