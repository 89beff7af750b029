#include "core/comparison/pair_order.h"

#include "core/base/random.h"

namespace stepscope {

std::vector<PairOrder> pair_order(int pairs, std::uint64_t seed) {
  Random random(seed);
  std::vector<PairOrder> out;
  while (static_cast<int>(out.size()) < pairs) {
    const bool a_first = random.uniform() < 0.5;
    out.push_back(a_first ? PairOrder::kAFirst : PairOrder::kBFirst);
    if (static_cast<int>(out.size()) < pairs) out.push_back(a_first ? PairOrder::kBFirst : PairOrder::kAFirst);
  }
  return out;
}

}  // namespace stepscope
