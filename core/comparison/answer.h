#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "core/comparison/measured_run.h"
#include "core/comparison/ratio_estimate.h"

namespace stepscope {

// What a set of pairs says about the time of B against A.
enum class Verdict : std::uint8_t {
  kRefused,       // nothing: too few pairs, or no pairs to compare
  kFaster,        // B takes less time, by more than A differs from itself as far as that was measured
  kSlower,        // B takes more
  kEquivalent,    // they differ by less than what was declared to matter
  kInconclusive,  // none of these could be shown
};

// Which time of a run the answer is about: the primary metric. To be declared before anything is measured.
enum class MeasuredTime : std::uint8_t {
  kTotal,      // of the loop and of waiting at its end
  kProcessor,  // of the simulation thread in the steps: for busy machines, not for ways that use other threads
};

struct AnswerOptions {
  MeasuredTime metric{MeasuredTime::kTotal};
  // Ratios from 1 / (1 + δ) to 1 + δ do not matter, whichever way is called A. 1 % of the total is about what another
  // memory layout of the same program changes, and less than a person or a 10 Hz budget notices.
  double equivalence{0.01};
  std::uint64_t seed{1};  // of random sign flips beyond 16 pairs
};

// The fewest pairs that get a verdict: fewer cannot reach p < 0.05.
inline constexpr int kFewestPairs = 6;

struct Answer {
  MeasuredTime metric{MeasuredTime::kTotal};
  Verdict verdict{Verdict::kRefused};
  std::string refusal;   // why there is no verdict; empty if there is one
  RatioEstimate total;   // of the metric's times; holds for few pairs, too
  Interval equivalence;  // 90 % interval of the ratio: within ± δ where two one-sided tests at 5 % show equivalence
  double delta{0.0};     // δ
  std::optional<double> floor;  // noise floor that it was held against, as a share; none: not known
  double a_ns{0.0}, b_ns{0.0};  // geometric means of these times of A and B, ns; b_ns / a_ns is the ratio
  bool operator==(const Answer&) const = default;

  bool differs() const { return verdict == Verdict::kFaster || verdict == Verdict::kSlower; }
  // Inconclusive although the 95 % interval leaves out 1: the ratio lies within the floor.
  bool within_floor() const;
};

// Equivalence is asked first: a difference that is certain but within ± δ is called equivalent, and its interval tells
// the rest. Faster and slower are said exactly if the 95 % interval of the ratio leaves out 1, which is exactly if
// p ≤ 0.05, and held_against() a floor, if the ratio lies beyond that, too. Refused, with the reason, below 6 pairs or
// if check_pairs() finds an error. The unit is a pair of runs: the answer is about these scenarios, not about others.
Answer answer_of(std::span<const RunPair> pairs, const AnswerOptions& options = {});

// Of times alone, ns, whatever the metric; as above but for check_pairs(). Times are above 0.
Answer answer_of(std::span<const PairTimes> times, const AnswerOptions& options = {});

// The same answer where A against itself may come out as much apart as `floor` (core/comparison/noise_floor.h): within
// it neither faster nor slower is said. None: the verdict of the interval alone.
Answer held_against(Answer answer, std::optional<double> floor);

// Whether a ratio lies within a floor, whichever way is called A.
bool below_floor(double ratio, std::optional<double> floor);

}  // namespace stepscope
