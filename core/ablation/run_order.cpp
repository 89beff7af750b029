#include <algorithm>
#include <map>

#include "core/ablation/ablation_plan.h"
#include "core/base/random.h"

namespace stepscope {

namespace {

template <typename T>
void shuffle(std::vector<T>& list, Random& random) {
  for (std::size_t i = list.size(); i > 1; --i)
    std::swap(list[i - 1], list[static_cast<std::size_t>(random.below(static_cast<int>(i)))]);
}

using Comparisons = std::vector<std::size_t>;
struct Sides {
  Comparisons before, after;
};

// Half of the comparisons before their reference, half after; of an odd number the larger half by a coin.
Sides sides_of(Comparisons list, Random& random) {
  shuffle(list, random);
  const auto middle = static_cast<std::ptrdiff_t>((list.size() + static_cast<std::size_t>(random.below(2))) / 2);
  return {.before = {list.begin(), list.begin() + middle}, .after = {list.begin() + middle, list.end()}};
}

void add_groups(std::vector<RunGroup>& round, RunGroup group, Sides sides, Random& random) {
  shuffle(sides.before, random);
  shuffle(sides.after, random);
  for (std::size_t i = 0; i < std::max(sides.before.size(), sides.after.size()); ++i) {
    group.before = i < sides.before.size() ? std::optional(sides.before[i]) : std::nullopt;
    group.after = i < sides.after.size() ? std::optional(sides.after[i]) : std::nullopt;
    round.push_back(group);
  }
}

}  // namespace

std::vector<RunGroup> run_order(const std::vector<ArmComparison>& comparisons, int scenarios, int pairs,
                                std::uint64_t seed) {
  std::map<std::size_t, Comparisons> by_reference;
  for (std::size_t i = 0; i < comparisons.size(); ++i) by_reference[comparisons[i].reference].push_back(i);
  Random random(seed);
  std::map<std::pair<std::size_t, int>, Sides> last;  // of the even round before
  std::vector<RunGroup> order;
  for (int k = 0; k < pairs; ++k) {
    std::vector<RunGroup> round;
    for (const auto& [reference, list] : by_reference)
      for (int scenario = 0; scenario < scenarios; ++scenario) {
        Sides& sides = last[{reference, scenario}];
        if (k % 2 == 0)
          sides = sides_of(list, random);
        else
          std::swap(sides.before, sides.after);
        add_groups(round, {.round = k, .scenario = scenario, .reference = reference, .before = {}, .after = {}}, sides,
                   random);
      }
    shuffle(round, random);
    order.insert(order.end(), round.begin(), round.end());
  }
  return order;
}

}  // namespace stepscope
