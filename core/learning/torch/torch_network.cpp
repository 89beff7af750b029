#include "core/learning/torch/torch_network.h"

#include <cmath>
#include <cstring>
#include <sstream>

#include "core/base/clock.h"
#include "core/learning/torch/script_file.h"
#include "core/learning/torch/threads.h"

namespace stepscope::torch_module {

namespace {

constexpr int kWarmUpRuns = 3;  // the first is observed, the second compiles, the third is as all later ones

std::string shape_text(const at::Tensor& tensor) {
  std::ostringstream text;
  for (std::int64_t i = 0; i < tensor.dim(); ++i) text << (i == 0 ? "" : " × ") << tensor.size(i);
  return tensor.dim() == 0 ? "a single number" : text.str();
}

}  // namespace

TorchNetwork::TorchNetwork(Prepared prepared, NetworkFacts facts)
    : prepared_(std::move(prepared)),
      facts_(std::move(facts)),
      sizes_{1, facts_.shape.channels, facts_.shape.size_px, facts_.shape.size_px} {
  if (prepared_.reads_in_place) return;
  input_ = torch::zeros(sizes_, torch::TensorOptions().dtype(prepared_.input_type).device(prepared_.device))
               .contiguous(prepared_.input_format);
  if (prepared_.device.is_cuda())
    pinned_ = torch::zeros(sizes_, torch::TensorOptions().dtype(torch::kFloat32).pinned_memory(true));
}

at::Tensor TorchNetwork::input_of(const at::Tensor& raster) {
  if (prepared_.reads_in_place) return raster;
  if (!pinned_.defined()) return input_.copy_(raster);
  pinned_.copy_(raster);
  return input_.copy_(pinned_, /*non_blocking=*/true);
}

Result<at::Tensor> TorchNetwork::checked(const torch::jit::IValue& given) const {
  if (!given.isTensor()) return make_error("the network gives " + given.tagKind() + " where one tensor is expected");
  const at::Tensor& tensor = given.toTensor();
  if (!at::isFloatingType(tensor.scalar_type()))
    return make_error(std::string("the network gives numbers of type ") + toString(tensor.scalar_type()) +
                      " where real numbers are expected");
  if (tensor.numel() != facts_.shape.outputs)
    return make_error("the network gives " + shape_text(tensor) + " = " + std::to_string(tensor.numel()) +
                      " numbers where " + std::to_string(facts_.shape.outputs) + " are expected");
  return tensor.to(torch::kCPU, torch::kFloat32).contiguous();
}

Result<at::Tensor> TorchNetwork::forward(const at::Tensor& raster) {
  const std::int64_t begin = SteadyClock().now_ns();
  try {
    Result<at::Tensor> output = checked(prepared_.module.forward({input_of(raster)}));
    library_ns_ = SteadyClock().now_ns() - begin;
    return output;
  } catch (const std::exception& thrown) {
    std::ostringstream text;
    text << "the network fails on an input of 1 × " << facts_.shape.channels << " × " << facts_.shape.size_px << " × "
         << facts_.shape.size_px << ": " << first_line_of(thrown);
    return make_error(text.str());
  }
}

Status TorchNetwork::run(std::span<const float> input, std::span<float> output) {
  if (input.size() != facts_.shape.inputs() || output.size() != static_cast<std::size_t>(facts_.shape.outputs))
    return make_error("the buffers do not have the network's shape");
  const c10::InferenceMode inference;
  use_threads(facts_.threads);
  const Result<at::Tensor> given = forward(torch::from_blob(const_cast<float*>(input.data()), sizes_, torch::kFloat32));
  if (!given.ok()) return given.error();
  std::memcpy(output.data(), given.value().data_ptr<float>(), output.size_bytes());
  for (std::size_t i = 0; i < output.size(); ++i)
    if (!std::isfinite(output[i]))
      return make_error("number " + std::to_string(i) + " of the network's output is not finite");
  return {};
}

Status TorchNetwork::warm_up(std::span<const float> input) {
  std::vector<float> output(static_cast<std::size_t>(facts_.shape.outputs));
  const std::int64_t begin = SteadyClock().now_ns();
  for (int i = 0; i < kWarmUpRuns; ++i)
    if (Status status = run(input, output); !status.ok()) return status;
  facts_.warm_up_ns = SteadyClock().now_ns() - begin;
  return {};
}

}  // namespace stepscope::torch_module
