#include "core/ablation/pair_list.h"

#include <algorithm>

namespace stepscope {

namespace {

TimedPair pair_of(const ArmComparison& comparison, const RunGroup& group, const RunTimes& reference,
                  const MeasuredPartner& other, bool other_first) {
  TimedPair pair{.a = reference,
                 .b = other.times,
                 .order = other_first ? PairOrder::kBFirst : PairOrder::kAFirst,
                 .round = group.round,
                 .scenario = group.scenario,
                 .output = other.output};
  if (!comparison.reference_has_it) return pair;
  std::swap(pair.a, pair.b);
  pair.order = other_first ? PairOrder::kAFirst : PairOrder::kBFirst;
  return pair;
}

}  // namespace

std::vector<std::vector<TimedPair>> pairs_of(const AblationPlan& plan, std::span<const MeasuredGroup> groups) {
  std::vector<std::vector<TimedPair>> pairs(plan.comparisons.size());
  for (const MeasuredGroup& measured : groups) {
    const RunGroup& group = plan.groups[measured.group];
    const auto add = [&](const std::optional<std::size_t>& comparison, const std::optional<MeasuredPartner>& other,
                         bool first) {
      if (comparison && other)
        pairs[*comparison].push_back(pair_of(plan.comparisons[*comparison], group, measured.reference, *other, first));
    };
    add(group.before, measured.before, true);
    add(group.after, measured.after, false);
  }
  return pairs;
}

double weight_of(const TimedPair& pair, std::span<const TimedPair> all) {
  const auto same = std::ranges::count(all, pair.scenario, &TimedPair::scenario);
  return 1.0 / static_cast<double>(std::max<std::ptrdiff_t>(same, 1));
}

}  // namespace stepscope
