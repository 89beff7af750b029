#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/imitation/training_curve.h"

namespace stepscope {

// Where a training keeps what, beside the model "x.pt": its curve in "x.curve.csv", how far it is in "x.training.json",
// weights and optimiser to go on from in "x.checkpoint-0" and "-1" by turns: the one that the state names is whole,
// whenever the program ended.
struct TrainingFiles {
  explicit TrainingFiles(std::filesystem::path model_file);
  std::filesystem::path checkpoint(int turn) const;

  std::filesystem::path model, curve, state;
};

// How far a training is.
struct TrainingState {
  std::string settings;  // what must be the same to go on: see TrainingOptions
  int epoch{0};          // finished epochs
  std::int64_t step{0};  // finished steps of the epoch after these
  double loss_sum{0.0};  // of that epoch, over its examples
  std::int64_t examples{0};
  double seconds{0.0};
  int checkpoint{0};  // which of the two
  std::optional<int> best_epoch;
  double best_loss{0.0};  // of the best epoch, on the validation logs
  std::vector<CurvePoint> curve;
  bool operator==(const TrainingState&) const = default;
};

Status write_training_state(const std::filesystem::path& file, const TrainingState& state);
// The error names the file and the field.
Result<TrainingState> read_training_state(const std::filesystem::path& file);

}  // namespace stepscope
