#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/learning/network.h"

namespace stepscope {

struct TrainerOptions {
  NetworkShape shape;            // outputs: poses of three numbers
  std::string network{"small"};  // which one to build: see LearningLibrary::trainable_networks()
  std::uint64_t seed{1};         // of the first weights
  double interval_s{0.5};        // between poses; the first is one interval ahead
  int speed_channel{-1};         // whose pixels hold the ego's speed; −1: none, the network must see how fast it is
  double speed_scale{0.1};       // their value per m/s
  double weight_decay{1e-4};
  InferenceDevice device{InferenceDevice::kCpu};
  int threads{0};  // 0: one per core
};

// A batch of examples in flat arrays.
struct TrainingBatch {
  int count{0};
  std::span<const float> inputs;   // count × shape.inputs()
  std::span<const float> targets;  // count × shape.outputs: poses relative to the rear axle now (m, m, rad)
  std::span<const float> weights;  // count × shape.outputs: of each number in the loss; 0 leaves it out; none: all 1
};

// Trains one network. Same options and same batches in the same order on the same device with the same number of
// threads: same weights.
class Trainer {
 public:
  virtual ~Trainer() = default;
  virtual std::int64_t parameter_count() const = 0;
  // One step of the optimiser; the loss before it: the mean, by weight, of the smooth distance (quadratic below 0.3)
  // between prediction and target. A loss that is not finite is an error and leaves the weights as they were.
  virtual Result<double> train(const TrainingBatch& batch, double learning_rate) = 0;
  // Predictions without learning, count × shape.outputs, as the exported network would give them; the loss of these, by
  // the same rule as train()'s; 0 without targets.
  virtual Result<double> predict(const TrainingBatch& batch, std::span<float> predictions) = 0;
  // Weights, optimiser and all else that training goes on from. Written beside and renamed: never half a file.
  virtual Status save(const std::string& path) const = 0;
  virtual Status restore(const std::string& path) = 0;
  // The network as TorchScript, for inference.
  virtual Status export_model(const std::string& path) const = 0;
};

}  // namespace stepscope
