#pragma once

#include <cstdint>
#include <vector>

#include "core/comparison/measured_run.h"

namespace stepscope {

// Which run of each of `pairs` pairs goes first: blocks of two pairs, ABBA or BAAB by the toss of a coin, so that a
// linear drift cancels within a block and neither way is first more often than the other (by one, if `pairs` is odd).
// Always the same for a seed. pairs ≥ 0.
std::vector<PairOrder> pair_order(int pairs, std::uint64_t seed);

}  // namespace stepscope
