#pragma once

#include <torch/script.h>

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/learning/trainer.h"

namespace stepscope::torch_module {

// A network that learns: a TorchScript module with weights of its own.
struct TrainableNetwork {
  torch::jit::Module module;
  std::vector<at::Tensor> matrices;  // learned weights that decay
  std::vector<at::Tensor> vectors;   // learned scales, shifts and biases, which do not
};

// With weights drawn from options.seed. The error names the field that cannot be had.
Result<TrainableNetwork> make_trainable_network(const TrainerOptions& options);

}  // namespace stepscope::torch_module
