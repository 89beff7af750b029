#pragma once

#include <string>

#include "core/imitation/training.h"

namespace stepscope {

// Whether a training can begin where its files are to lie, asked before hours of reading and learning: a folder that
// can be written to; to resume, the state and the checkpoint of the training; else no model or training in the way,
// unless it may be overwritten. The error names the file.
Status check_start(const TrainingOptions& options);

// What differs between two lists of settings ("batch 8, seed 1, …"): "begun with …, and cannot go on with …".
std::string settings_differ(const std::string& begun, const std::string& asked);

}  // namespace stepscope
