#include "core/pairing/pair_evidence.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stepscope {

using Kind = GateMetric::Kind;

const StageComparison* PairEvidence::stage(TimeSource source) const {
  const auto found = std::ranges::find(comparison_.stages, source, &StageComparison::source);
  return found == comparison_.stages.end() ? nullptr : &*found;
}

namespace {

std::optional<TailComparison> tail_of(std::span<const RunPair> pairs, const GateMetric& metric) {
  for (const TailComparison& tail : tails_of(pairs, metric.source))
    if (std::abs(tail.q - metric.quantile) < 1e-9) return tail;
  return std::nullopt;
}

// B beside itself: its quantile is known also where A spends no time.
double quantile_of_b(std::span<const RunPair> pairs, const GateMetric& metric) {
  std::vector<RunPair> twice(pairs.begin(), pairs.end());
  for (RunPair& pair : twice) pair.a = pair.b;
  const auto tail = tail_of(twice, metric);
  return tail ? tail->b_ns : 0.0;
}

}  // namespace

std::optional<GateValue> PairEvidence::ratio(const GateMetric& metric) const {
  if (metric.kind == Kind::kTotal)
    return GateValue{.value = comparison_.answer.total.ratio, .interval = comparison_.answer.total.interval};
  if (metric.kind == Kind::kMean) {
    const StageComparison* found = stage(metric.source);
    if (found == nullptr || !found->ratio) return std::nullopt;
    return GateValue{.value = found->ratio->ratio, .interval = found->ratio->interval};
  }
  if (metric.kind != Kind::kQuantile) return std::nullopt;
  const auto found = tail_of(pairs_, metric);
  if (!found || !found->ratio) return std::nullopt;
  return GateValue{.value = found->ratio->ratio, .interval = found->ratio->interval};
}

std::optional<GateValue> PairEvidence::value(const GateMetric& metric) const {
  switch (metric.kind) {
    case Kind::kTotal:
      return GateValue{.value = comparison_.answer.b_ns};
    case Kind::kMean: {
      const StageComparison* found = stage(metric.source);
      return GateValue{.value = found == nullptr ? 0.0 : found->b_ns};
    }
    case Kind::kQuantile:
      return GateValue{.value = quantile_of_b(pairs_, metric)};
    case Kind::kMisses: {
      const std::array<std::int64_t, 1> budget{metric.budget_ns};
      return GateValue{.value = static_cast<double>(paired_misses(pairs_, {}, budget).front().misses_b())};
    }
    case Kind::kScore:
      return score_ ? std::optional(GateValue{.value = *score_}) : std::nullopt;
  }
  return std::nullopt;
}

std::int64_t PairEvidence::steps() const {
  std::int64_t steps = 0;
  for (const RunPair& pair : pairs_) steps += static_cast<std::int64_t>(warm_steps(pair.b, {}).size());
  return steps;
}

}  // namespace stepscope
