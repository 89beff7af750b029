#pragma once

#include <array>
#include <optional>
#include <span>

#include "core/learning/trainer.h"

namespace stepscope {

// How far predicted positions are from the expert's, m, for horizons of 3, 5 and 8 s.
struct HorizonErrors {
  static constexpr std::array kHorizons{3.0, 5.0, 8.0};  // s
  // Mean over examples of the mean distance of the poses up to the horizon, and of the distance of the pose there. None
  // if the model does not reach so far or no example does. Only examples count whose expert is known up to there.
  std::array<std::optional<double>, 3> average, final;
  bool operator==(const HorizonErrors&) const = default;
};

// Adds up the errors of many batches.
class PredictionError {
 public:
  PredictionError(int poses, double interval_s);
  // `predictions`: count × poses × 3.
  void add(const TrainingBatch& batch, std::span<const float> predictions);
  HorizonErrors result() const;

 private:
  struct Sum {
    int last_pose{0};  // 0: the model does not reach so far
    double average{0.0}, final{0.0};
    std::int64_t examples{0};
  };
  int poses_;
  std::array<Sum, 3> sums_;
};

}  // namespace stepscope
