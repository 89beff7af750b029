#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/learning/trainer.h"

namespace stepscope::torch_module {

// See LearningLibrary.
std::vector<std::string> trainable_network_names();
Result<std::unique_ptr<Trainer>> make_torch_trainer(const TrainerOptions& options);

}  // namespace stepscope::torch_module
