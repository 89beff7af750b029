#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/comparison/answer.h"
#include "core/comparison/stage_comparison.h"

namespace stepscope {

// How often as many pairs of equal ways come out beyond their noise floor, either way: 1 session of 2000.
inline constexpr double kFloorAlpha = 0.0005;
// A/A pairs below which there is no floor.
inline constexpr int kFewestSamePairs = 3;

// A/A pairs that belong to so many A/B pairs: half as many, 6 at least. More hardly lower the floor; far fewer let what
// A against itself comes out as, which the floor is never below, scatter more than the answer.
int same_pairs_for(int pairs);

// How far apart equal ways come out, as a share: 0.012 is 1.2 %. The larger of
//   - Student's t for 1 session of 2000 times the standard error of as many pairs as A/B has. If the ways are equal,
//   A/B
//     and A/A pairs scatter alike: the spread is taken of both, within scenarios;
//   - how far apart A against itself did come out;
// and their sum where A against itself differs for certain: then the measurement is not level.
// None below 3 A/A pairs.
std::optional<double> noise_floor(const RatioEstimate& same, bool same_differs, const RatioEstimate& pairs);

// How far apart equal ways come out whose pairs scatter as these: what A/A pairs are held against. None where their
// scatter is not known.
std::optional<double> own_floor(const RatioEstimate& pairs);

// What A/A pairs, the same way twice, tell about A/B pairs.
struct NoiseFloor {
  struct Stage {
    TimeSource source;
    std::optional<double> share;  // none where there is no ratio
    bool operator==(const Stage&) const = default;
  };
  Answer
      same;  // for A/A, held against its own_floor(): faster or slower means that the measurement itself is not level
  std::optional<double> total;  // of the answer
  std::vector<Stage> stages;
  bool operator==(const NoiseFloor&) const = default;

  std::optional<double> of(TimeSource source) const;
  // Faster or slower where nothing differs.
  bool alarmed() const { return same.differs(); }
};
// For an answer and stages of A/B pairs, both by the same options and window. The A/A pairs pass check_pairs().
NoiseFloor noise_floor_of(std::span<const RunPair> same_pairs, const Answer& answer,
                          std::span<const StageComparison> stages, StepWindow window = {},
                          const AnswerOptions& options = {});

}  // namespace stepscope
