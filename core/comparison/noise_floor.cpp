#include "core/comparison/noise_floor.h"

#include <algorithm>
#include <cmath>

#include "core/comparison/student_t.h"

namespace stepscope {

namespace {

// Of a logarithm.
double reach_of(const Scatter& scatter, double pairs) {
  return student_t_quantile(1.0 - kFloorAlpha / 2.0, scatter.freedom) * scatter.log_sd / std::sqrt(pairs);
}

}  // namespace

int same_pairs_for(int pairs) { return std::max(kFewestPairs, (pairs + 1) / 2); }

std::optional<double> noise_floor(const RatioEstimate& same, bool same_differs, const RatioEstimate& pairs) {
  const Scatter both = pooled(same.within, pairs.within);
  if (same.pairs < kFewestSamePairs || both.freedom < 1 || pairs.within.pairs <= 0.0) return std::nullopt;
  const double reach = reach_of(both, pairs.within.pairs), apart = std::abs(std::log(same.ratio));
  return std::expm1(same_differs ? reach + apart : std::max(reach, apart));
}

std::optional<double> own_floor(const RatioEstimate& pairs) {
  if (pairs.within.freedom < 1) return std::nullopt;
  return std::expm1(reach_of(pairs.within, pairs.within.pairs));
}

std::optional<double> NoiseFloor::of(TimeSource source) const {
  const auto stage = std::find_if(stages.begin(), stages.end(), [&](const Stage& s) { return s.source == source; });
  return stage == stages.end() ? std::nullopt : stage->share;
}

NoiseFloor noise_floor_of(std::span<const RunPair> same_pairs, const Answer& answer,
                          std::span<const StageComparison> stages, StepWindow window, const AnswerOptions& options) {
  Answer same = answer_of(same_pairs, options);
  const auto own = own_floor(same.total);
  NoiseFloor out{.same = held_against(std::move(same), own)};
  out.total = noise_floor(out.same.total, out.alarmed(), answer.total);
  if (!out.total) return out;
  for (const StageComparison& stage : stages_of(same_pairs, window, options.seed)) {
    const auto other =
        std::find_if(stages.begin(), stages.end(), [&](const StageComparison& s) { return s.source == stage.source; });
    const bool known = stage.ratio && other != stages.end() && other->ratio;
    out.stages.push_back({.source = stage.source,
                          .share = known ? noise_floor(*stage.ratio, stage.certain(), *other->ratio) : std::nullopt});
  }
  return out;
}

}  // namespace stepscope
