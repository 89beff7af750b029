#include "core/learning/torch/network_factory.h"

#include <sstream>

#include "core/base/clock.h"
#include "core/learning/torch/cuda_card.h"
#include "core/learning/torch/library_facts.h"
#include "core/learning/torch/prepare.h"
#include "core/learning/torch/resnet50.h"
#include "core/learning/torch/script_file.h"
#include "core/learning/torch/threads.h"
#include "core/learning/torch/torch_network.h"

namespace stepscope::torch_module {

namespace {

std::int64_t parameters_of(const torch::jit::Module& module) {
  std::int64_t count = 0;
  for (const at::Tensor& weight : module.parameters()) count += weight.numel();
  return count;
}

// What to warm up with: a real raster if there is one, else one that is neither empty nor full.
std::vector<float> first_raster(const NetworkShape& shape, std::span<const float> calibration) {
  if (calibration.size() >= shape.inputs())
    return {calibration.begin(), calibration.begin() + static_cast<std::ptrdiff_t>(shape.inputs())};
  std::vector<float> pixels(shape.inputs());
  for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = i % 5 == 0 ? 1.0F : 0.0F;
  return pixels;
}

Result<std::unique_ptr<Network>> ready_network(const torch::jit::Module& module, const NetworkShape& shape,
                                               const NetworkOptions& options, std::span<const float> calibration,
                                               std::int64_t begin_ns) {
  NetworkFacts facts{.shape = shape, .options = options};
  facts.parameters = parameters_of(module);
  facts.threads = thread_count(options.threads);
  facts.device = options.device == InferenceDevice::kCuda ? "cuda: " + cuda_card() : "cpu";
  facts.library = library_facts().version + ", " + library_facts().blas;
  Result<Prepared> prepared = prepare(module, shape, options, calibration);
  if (!prepared.ok()) return prepared.error();
  if (const std::string& engine = prepared.value().engine; !engine.empty()) facts.library += ", " + engine;
  auto network = std::make_unique<TorchNetwork>(std::move(prepared).value(), facts);
  network->set_load_ns(SteadyClock().now_ns() - begin_ns);
  if (Status warm = network->warm_up(first_raster(shape, calibration)); !warm.ok()) return warm.error();
  return std::unique_ptr<Network>(std::move(network));
}

Status check_shape(const NetworkShape& shape) {
  if (shape.channels < 1 || shape.size_px < 1 || shape.outputs < 1)
    return make_error("a network needs at least one channel, one pixel and one output");
  return {};
}

}  // namespace

Result<std::unique_ptr<Network>> load_network(const std::string& path, const NetworkShape& shape,
                                              const NetworkOptions& options, std::span<const float> calibration) {
  const std::int64_t begin = SteadyClock().now_ns();
  const Result<torch::jit::Module> module = read_script(path);
  if (!module.ok()) return module.error();
  Result<std::unique_ptr<Network>> network = ready_network(module.value(), shape, options, calibration, begin);
  if (network.ok()) return network;
  Error error = network.error();
  error.file = path;
  return error;
}

Result<std::unique_ptr<Network>> make_random_resnet50(const NetworkShape& shape, const NetworkOptions& options,
                                                      std::span<const float> calibration) {
  if (Status usable = check_shape(shape); !usable.ok()) return usable.error();
  const std::int64_t begin = SteadyClock().now_ns();
  Result<std::unique_ptr<Network>> network =
      ready_network(random_resnet50_script(shape), shape, options, calibration, begin);
  if (network.ok()) return network;
  Error error = network.error();
  error.file = "resnet50-random";
  return error;
}

Result<std::string> random_resnet50_bytes(const NetworkShape& shape) {
  if (Status usable = check_shape(shape); !usable.ok()) return usable.error();
  try {
    std::ostringstream out;
    random_resnet50_script(shape).save(out);
    return std::move(out).str();
  } catch (const std::exception& thrown) {
    Error error = make_error("cannot be made: " + first_line_of(thrown));
    error.file = "resnet50-random";
    return error;
  }
}

}  // namespace stepscope::torch_module
