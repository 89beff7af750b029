#include "core/comparison/stage_comparison.h"

#include <algorithm>
#include <array>

#include "core/comparison/holm.h"

namespace stepscope {

namespace {

// Mean time per step of a run, ns.
struct StageMeans {
  std::array<double, kStageCount> self{}, total{};

  double of(TimeSource source) const {
    return (source.kind == TimeKind::kSelf ? self : total)[static_cast<std::size_t>(source.stage)];
  }
};

StageMeans means_of(std::span<const StepTiming> steps) {
  StageTimes self{}, total{};
  for (const StepTiming& step : steps) {
    for (std::size_t i = 0; i < kStageCount; ++i) {
      self[i] += step.self_ns[i];
      total[i] += step.total_ns[i];
    }
    total[0] += step.wall_ns - step.total_ns[0];  // the whole step is its wall time
  }
  StageMeans out;
  for (std::size_t i = 0; i < kStageCount; ++i) {
    out.self[i] = static_cast<double>(self[i]) / static_cast<double>(steps.size());
    out.total[i] = static_cast<double>(total[i]) / static_cast<double>(steps.size());
  }
  return out;
}

struct PairMeans {
  StageMeans a, b;
  double weight{1.0};
  int scenario{0};
};

std::optional<StageComparison> compare(TimeSource source, std::span<const PairMeans> pairs, std::uint64_t seed) {
  std::vector<PairTimes> times;
  StageComparison out{.source = source};
  double weights = 0.0;
  for (const PairMeans& pair : pairs) {
    times.push_back({.a = pair.a.of(source), .b = pair.b.of(source), .weight = pair.weight, .scenario = pair.scenario});
    out.a_ns += pair.weight * times.back().a;
    out.b_ns += pair.weight * times.back().b;
    weights += pair.weight;
  }
  out.a_ns /= weights;
  out.b_ns /= weights;
  if (out.a_ns == 0.0 && out.b_ns == 0.0) return std::nullopt;
  out.ratio = ratio_of(times, seed);
  out.difference = difference_of(times, seed);
  out.p = out.ratio ? out.ratio->p : out.difference.p;
  out.corrected_p = out.p;
  return out;
}

void correct_self_times(std::vector<StageComparison>& stages) {
  std::vector<double> p;
  for (const StageComparison& stage : stages)
    if (stage.source.kind == TimeKind::kSelf) p.push_back(stage.p);
  const std::vector<double> corrected = holm(p);
  auto next = corrected.begin();
  for (StageComparison& stage : stages)
    if (stage.source.kind == TimeKind::kSelf) stage.corrected_p = *next++;
}

}  // namespace

std::vector<StageComparison> stages_of(std::span<const RunPair> pairs, StepWindow window, std::uint64_t seed) {
  std::vector<PairMeans> means;
  const std::vector<double> weights = weights_of(pairs);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto a = warm_steps(pairs[i].a, window), b = warm_steps(pairs[i].b, window);
    if (a.empty() || b.empty()) return {};
    means.push_back({.a = means_of(a), .b = means_of(b), .weight = weights[i], .scenario = pairs[i].scenario});
  }
  if (means.empty()) return {};
  std::vector<StageComparison> out;
  const auto add = [&](TimeSource source) {
    if (auto stage = compare(source, means, seed)) out.push_back(*std::move(stage));
  };
  add({.stage = Stage::kStep, .kind = TimeKind::kTotal});
  for (std::size_t i = 0; i < kStageCount; ++i) {
    add({.stage = static_cast<Stage>(i), .kind = TimeKind::kSelf});
    if (static_cast<Stage>(i) != Stage::kStep) add({.stage = static_cast<Stage>(i), .kind = TimeKind::kTotal});
  }
  correct_self_times(out);
  return out;
}

int pairs_for_stages(std::span<const StageComparison> stages) {
  const auto questions = std::count_if(stages.begin(), stages.end(),
                                       [](const StageComparison& s) { return s.source.kind == TimeKind::kSelf; });
  return pairs_to_reach(kAlpha / static_cast<double>(std::max<std::ptrdiff_t>(questions, 1)));
}

}  // namespace stepscope
