#include "core/learning/torch/trainer_factory.h"

#include <ATen/Context.h>

#include "core/learning/torch/network_plan.h"
#include "core/learning/torch/torch_trainer.h"

namespace stepscope::torch_module {

std::vector<std::string> trainable_network_names() { return network_plan_names(); }

Result<std::unique_ptr<Trainer>> make_torch_trainer(const TrainerOptions& options) {
  const bool on_cuda = options.device == InferenceDevice::kCuda;
  if (on_cuda && !at::hasCUDA()) return make_error("training on CUDA needs a LibTorch and a machine that have it");
  try {
    auto network = make_trainable_network(options);
    if (!network.ok()) return network.error();
    return std::unique_ptr<Trainer>(
        std::make_unique<TorchTrainer>(std::move(network).value(), options, on_cuda ? at::kCUDA : at::kCPU));
  } catch (const c10::Error& error) {
    return make_error(std::string("the network cannot be built: ") + error.what_without_backtrace());
  }
}

}  // namespace stepscope::torch_module
