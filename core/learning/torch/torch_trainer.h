#pragma once

#include <torch/optim/adamw.h>

#include <memory>

#include "core/learning/torch/trainable_network.h"
#include "core/learning/trainer.h"

namespace stepscope::torch_module {

// Trains with AdamW, gradients clipped to a length. Used by one thread at a time.
class TorchTrainer final : public Trainer {
 public:
  TorchTrainer(TrainableNetwork network, const TrainerOptions& options, at::Device device);

  std::int64_t parameter_count() const override;
  Result<double> train(const TrainingBatch& batch, double learning_rate) override;
  Result<double> predict(const TrainingBatch& batch, std::span<float> predictions) override;
  Status save(const std::string& path) const override;
  Status restore(const std::string& path) override;
  Status export_model(const std::string& path) const override;

 private:
  Status check_sizes(const TrainingBatch& batch) const;
  at::Tensor input_of(const TrainingBatch& batch) const;
  at::Tensor outputs_of(std::span<const float> numbers, int count) const;
  at::Tensor forward(const at::Tensor& input);

  TrainerOptions options_;
  at::Device device_;
  TrainableNetwork network_;
  std::unique_ptr<torch::optim::AdamW> optimiser_;
};

}  // namespace stepscope::torch_module
