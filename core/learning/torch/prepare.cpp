#include "core/learning/torch/prepare.h"

#include <torch/csrc/jit/ir/alias_analysis.h>
#include <torch/csrc/jit/passes/inliner.h>

#include "core/learning/torch/fuse_convolutions.h"
#include "core/learning/torch/library_facts.h"
#include "core/learning/torch/quantise.h"
#include "core/learning/torch/script_file.h"

namespace stepscope::torch_module {

namespace {

void weights_to_channels_last(const torch::jit::Module& module) {
  for (const at::Tensor& weight : module.parameters())
    if (weight.dim() == 4) weight.set_data(weight.contiguous(torch::MemoryFormat::ChannelsLast));
}

// Constants folded; convolution and normalisation are one operation then.
torch::jit::Module frozen(const torch::jit::Module& module) {
  torch::jit::Module copy = module.clone();
  copy.eval();
  return torch::jit::freeze(copy);
}

// Operations in place on the input, or on a view of it, would change the caller's raster. Asked of a frozen module:
// before that, a normalisation could be one that learns, which writes.
bool writes_to_input(const torch::jit::Module& module) {
  const std::shared_ptr<torch::jit::Graph> graph = module.get_method("forward").graph()->copy();
  torch::jit::Inline(*graph);
  return graph->inputs().size() < 2 || torch::jit::AliasDb(graph).hasWriters(graph->inputs()[1]);
}

}  // namespace

Result<Prepared> prepare(const torch::jit::Module& loaded, const NetworkShape& shape, const NetworkOptions& options,
                         std::span<const float> calibration) {
  if (const std::string reason = why_not(options.mode, options.device); !reason.empty()) return make_error(reason);
  const torch::NoGradGuard no_gradients;
  Prepared ready{.module = loaded};
  if (options.device == InferenceDevice::kCuda) ready.device = torch::Device(torch::kCUDA, 0);
  try {
    ready.module.to(ready.device);
    switch (options.mode) {
      case InferenceMode::kFloat32:
        ready.reads_in_place = ready.device.is_cpu() && !writes_to_input(frozen(ready.module));
        break;
      case InferenceMode::kChannelsLast:
        weights_to_channels_last(ready.module);
        ready.input_format = torch::MemoryFormat::ChannelsLast;
        break;
      case InferenceMode::kFused:
        ready.module = frozen(ready.module);
        ready.reads_in_place = ready.device.is_cpu() && !writes_to_input(ready.module);
        if (const int convolutions = ready.device.is_cpu() ? fuse_convolutions(ready.module) : 0; convolutions > 0)
          ready.engine = convolution_library() + " (" + std::to_string(convolutions) +
                         (convolutions == 1 ? " convolution)" : " convolutions)");
        else  // Without freezing first it would leave a module without attribute `training` as it is.
          ready.module = torch::jit::optimize_for_inference(ready.module);
        break;
      case InferenceMode::kBfloat16:
        ready.module.to(torch::kBFloat16);
        weights_to_channels_last(ready.module);
        ready.module = frozen(ready.module);
        ready.input_type = torch::kBFloat16;
        ready.input_format = torch::MemoryFormat::ChannelsLast;
        break;
      case InferenceMode::kInt8:
        ready.module = frozen(ready.module);
        ready.input_format = torch::MemoryFormat::ChannelsLast;
        if (Status done = quantise(ready.module, {1, shape.channels, shape.size_px, shape.size_px}, calibration);
            !done.ok())
          return done.error();
        break;
    }
    return ready;
  } catch (const std::exception& thrown) {
    return make_error("cannot be prepared: " + first_line_of(thrown));
  }
}

}  // namespace stepscope::torch_module
