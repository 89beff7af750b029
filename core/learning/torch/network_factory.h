#pragma once

#include <memory>
#include <span>
#include <string>

#include "core/learning/network.h"

namespace stepscope::torch_module {

// See LearningLibrary::load, random_resnet50 and random_resnet50_file.
Result<std::unique_ptr<Network>> load_network(const std::string& path, const NetworkShape& shape,
                                              const NetworkOptions& options, std::span<const float> calibration);
Result<std::unique_ptr<Network>> make_random_resnet50(const NetworkShape& shape, const NetworkOptions& options,
                                                      std::span<const float> calibration);
Result<std::string> random_resnet50_bytes(const NetworkShape& shape);

}  // namespace stepscope::torch_module
