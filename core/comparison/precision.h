#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/comparison/answer.h"
#include "core/comparison/stage_comparison.h"

namespace stepscope {

// How small a difference pairs can tell, by their spread (RatioEstimate::log_sd): found in 80 of 100 comparisons.
inline constexpr double kPower = 0.8;
// No more pairs are ever asked for.
inline constexpr int kMostPairs = 10'000;

// Smallest share by which B has to take less time than A to be told apart with `pairs` pairs: 0.025 is 2.5 %. None
// below 6 pairs.
std::optional<double> detectable_effect(double log_sd, int pairs);
// Pairs in all (6 at least) to tell that B takes `effect` (0 < effect < 1) less time; kMostPairs at most.
int pairs_needed(double log_sd, double effect);
// Pairs in all to show that two equal ways are equivalent within ± delta > 0; kMostPairs at most.
int pairs_for_equivalence(double log_sd, double delta);

// What A/A pairs, the same way twice, tell about A/B pairs: 0.012 means that as many pairs of equal ways differ by more
// than 1.2 % in 5 of 100 sessions only. Student's t for the A/A pairs' spread, over the number of A/B pairs; where A/A
// comes out different for certain, by that much more.
struct NoiseFloor {
  struct Stage {
    TimeSource source;
    std::optional<double> share;  // none where there is no ratio
    bool operator==(const Stage&) const = default;
  };
  Answer same;                  // the answer for A/A: faster or slower warns that the measurement itself is not level
  std::optional<double> total;  // none below 3 A/A pairs
  std::vector<Stage> stages;
  bool operator==(const NoiseFloor&) const = default;

  std::optional<double> of(TimeSource source) const;
  // Faster or slower where nothing differs.
  bool alarmed() const { return same.verdict == Verdict::kFaster || same.verdict == Verdict::kSlower; }
};
// `pairs`: of the A/B measurement, at least 1. The floor of times as options.metric and the window say.
NoiseFloor noise_floor_of(std::span<const RunPair> same_pairs, int pairs, StepWindow window = {},
                          const AnswerOptions& options = {});

// Whether a ratio lies within a floor, whichever way is called A: to be greyed.
bool below_floor(double ratio, std::optional<double> floor);

}  // namespace stepscope
