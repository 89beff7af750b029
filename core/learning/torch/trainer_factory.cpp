#include "core/learning/torch/trainer_factory.h"

namespace stepscope::torch_module {

std::vector<std::string> trainable_network_names() { return {}; }

Result<std::unique_ptr<Trainer>> make_torch_trainer(const TrainerOptions&) {
  return make_error("training is not built yet");
}

}  // namespace stepscope::torch_module
