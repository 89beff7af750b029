#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/learning/trainer.h"

namespace stepscope::torch_module {

// A convolution with normalisation and activation, and perhaps a pair of convolutions around which its result is added.
struct ConvolutionStage {
  int channels{16};
  int kernel{3};  // odd
  int stride{2};
  bool residual{true};
};

// The layers of a trainable network: stages one after another, a narrow convolution of one pixel, and two layers that
// see the whole picture. What it gives is driven out as a car would: see network_source().
struct NetworkPlan {
  std::vector<ConvolutionStage> stages;
  int narrow_channels{24};
  int hidden{192};
};

std::vector<std::string> network_plan_names();
std::optional<NetworkPlan> network_plan(const std::string& name);

// One array of weights: its name in the source, its shape, and how it begins.
struct WeightPlan {
  enum class Start : std::uint8_t { kScaledNormal, kSmallNormal, kZero, kOne };
  std::string name;
  std::vector<std::int64_t> shape;
  Start start{Start::kZero};
  bool learned{true};  // false: statistics that are followed
};

// The network in TorchScript, and the weights it names. One text is trained and exported, so that the two cannot
// differ.
struct NetworkSource {
  std::string text;
  std::vector<WeightPlan> weights;
};
NetworkSource network_source(const NetworkPlan& plan, const TrainerOptions& options);

}  // namespace stepscope::torch_module
