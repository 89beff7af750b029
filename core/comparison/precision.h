#pragma once

#include <optional>

#include "core/comparison/ratio_estimate.h"

namespace stepscope {

// How small a difference pairs can tell: faster or slower is said in 80 of 100 sessions.
inline constexpr double kPower = 0.8;
// No more pairs are ever asked for.
inline constexpr int kMostPairs = 10'000;

// How far pairs come apart; standard deviations of log-ratios.
struct PairSpread {
  double log_sd{0.0};              // of A/B pairs
  std::optional<double> equal_sd;  // of pairs of equal ways, which raise a noise floor; none: there is no floor
  bool operator==(const PairSpread&) const = default;
};
// What to plan with after having seen some pairs. Few pairs tell a spread only roughly, and as many as a too small one
// asks for find too little: its square is taken f / (f − 2) times, f degrees of freedom, which is the mean of what it
// may be. `same`: A/A pairs; null: there are none.
PairSpread expected_spread(const RatioEstimate& pairs, const RatioEstimate* same);

// Smallest share by which B has to take less time than A to be told apart with `pairs` pairs, and with as many of A
// against itself as same_pairs_for() says where there is a floor: 0.025 is 2.5 %. None below 6 pairs.
std::optional<double> detectable_effect(const PairSpread& spread, int pairs);
// Pairs in all (6 at least) to tell that B takes `effect` (0 < effect < 1) less time, as above; kMostPairs at most.
int pairs_needed(const PairSpread& spread, double effect);
// Pairs in all to show that two equal ways are equivalent within ± delta > 0; kMostPairs at most.
int pairs_for_equivalence(double log_sd, double delta);

}  // namespace stepscope
