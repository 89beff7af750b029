#include <algorithm>

#include "core/rerun/rerun.h"

namespace stepscope {

namespace {

constexpr double kOrdinaryShare = 0.1;  // longer than the median step
constexpr double kHalf = 0.5;           // of the excess over the median step
constexpr std::size_t kStepsForAPace = 5;

std::vector<std::int64_t> self_times(const std::vector<StepTiming>& steps, std::size_t stage) {
  std::vector<std::int64_t> out;
  for (const StepTiming& step : steps) out.push_back(step.self_ns[stage]);
  return out;
}

}  // namespace

std::optional<double> usual_before(std::span<const StepTiming> steps, std::size_t first_own, std::size_t k) {
  const std::size_t from = std::max<std::size_t>(first_own, 1);  // the first one is cold
  if (k < from + kStepsForAPace) return std::nullopt;
  std::vector<std::int64_t> walls;
  for (const StepTiming& step : steps.subspan(from, k - from)) walls.push_back(step.wall_ns);
  return distribution_of(std::move(walls)).p50;
}

std::optional<double> pace_of(const RerunResult& result) {
  if (!result.usual_before_ns || !(*result.usual_before_ns > 0.0) || result.before_again_ns.empty())
    return std::nullopt;
  std::vector<std::int64_t> again;
  for (const double ns : result.before_again_ns) again.push_back(static_cast<std::int64_t>(ns));
  return distribution_of(std::move(again)).p50 / *result.usual_before_ns;
}

Distribution walls_in(const std::vector<StepTiming>& repetitions) {
  std::vector<std::int64_t> walls;
  for (const StepTiming& step : repetitions) walls.push_back(step.wall_ns);
  return distribution_of(std::move(walls));
}

RerunVerdict verdict_of(const RerunResult& result) {
  if (!result.different.empty() || result.warm.empty() || result.cold.empty()) return RerunVerdict::kVoid;
  const double excess = static_cast<double>(result.recorded.wall_ns) - result.median_wall_ns;
  if (excess <= kOrdinaryShare * result.median_wall_ns) return RerunVerdict::kOrdinary;
  const double pace = pace_of(result).value_or(1.0);
  const auto comes_back = [&](const std::vector<StepTiming>& sample) {
    return walls_in(sample).p50 / pace - result.median_wall_ns >= kHalf * excess;
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
