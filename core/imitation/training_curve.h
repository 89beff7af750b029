#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/imitation/prediction_error.h"

namespace stepscope {

// One epoch of a training.
struct CurvePoint {
  int epoch{0};              // 1, 2, …
  std::int64_t examples{0};  // learned from in this epoch
  double seconds{0.0};       // wall time since the training began, over all its parts
  double learning_rate{0.0};
  double loss{0.0};  // mean over the epoch, while it learned
  double validation_loss{0.0};
  HorizonErrors errors;  // on the validation logs
  bool operator==(const CurvePoint&) const = default;
};

// The curve as CSV with a heading: epoch, examples, seconds, learning_rate, loss, validation_loss, ade_3s_m … fde_8s_m.
// A field is empty where there is no number.
std::string curve_csv(const std::vector<CurvePoint>& curve);

}  // namespace stepscope
