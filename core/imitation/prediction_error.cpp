#include "core/imitation/prediction_error.h"

#include <cmath>

namespace stepscope {

PredictionError::PredictionError(int poses, double interval_s) : poses_(poses) {
  for (std::size_t h = 0; h < sums_.size(); ++h) {
    const auto pose = static_cast<int>(std::lround(HorizonErrors::kHorizons[h] / interval_s));
    if (pose <= poses) sums_[h].last_pose = pose;
  }
}

void PredictionError::add(const TrainingBatch& batch, std::span<const float> predictions) {
  const auto outputs = static_cast<std::size_t>(poses_) * 3;
  for (std::size_t example = 0; example < static_cast<std::size_t>(batch.count); ++example) {
    const std::span<const float> target = batch.targets.subspan(example * outputs, outputs);
    const std::span<const float> weight = batch.weights.subspan(example * outputs, outputs);
    const std::span<const float> predicted = predictions.subspan(example * outputs, outputs);
    double travelled = 0.0, last = 0.0;
    for (int k = 1; k <= poses_; ++k) {
      const auto at = static_cast<std::size_t>(k - 1) * 3;
      if (weight[at] <= 0.0F) break;
      last = std::hypot(static_cast<double>(predicted[at]) - static_cast<double>(target[at]),
                        static_cast<double>(predicted[at + 1]) - static_cast<double>(target[at + 1]));
      travelled += last;
      for (Sum& sum : sums_) {
        if (sum.last_pose != k) continue;
        sum.average += travelled / k;
        sum.final += last;
        ++sum.examples;
      }
    }
  }
}

HorizonErrors PredictionError::result() const {
  HorizonErrors errors;
  for (std::size_t h = 0; h < sums_.size(); ++h) {
    if (sums_[h].examples == 0) continue;
    errors.average[h] = sums_[h].average / static_cast<double>(sums_[h].examples);
    errors.final[h] = sums_[h].final / static_cast<double>(sums_[h].examples);
  }
  return errors;
}

}  // namespace stepscope
