#pragma once

#include <torch/optim/adamw.h>

#include <functional>
#include <ostream>
#include <string>

#include "core/base/result.h"
#include "core/learning/torch/trainable_network.h"
#include "core/learning/trainer.h"

namespace stepscope::torch_module {

// Writes what `write` puts into the stream under a temporary name beside `path` and renames it: under its own name it
// is whole. It is put together in memory first, since LibTorch's writer of files ends the program when the disk is
// full. What torch throws, or the system says, becomes an error that names the file; nothing half is left then.
Status write_whole(const std::string& path, const std::function<void(std::ostream&)>& write);

// All that training goes on from: weights, statistics, the optimiser's moments and its steps.
Status save_state(const std::string& path, const TrainerOptions& options, const TrainableNetwork& network,
                  const torch::optim::AdamW& optimiser);
// The error names the file; a state of another network or shape is refused, and nothing is changed.
Status restore_state(const std::string& path, const TrainerOptions& options, at::Device device,
                     TrainableNetwork& network, torch::optim::AdamW& optimiser);

}  // namespace stepscope::torch_module
