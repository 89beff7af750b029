#pragma once

#include <memory>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/learning/network.h"
#include "core/learning/torch/prepare.h"

namespace stepscope::torch_module {

// A prepared module with its input buffer. The raster is read where it lies if the module can; else it is brought into
// the module's form (type, layout, device) by one copy, which counts as the library's time.
class TorchNetwork final : public Network {
 public:
  TorchNetwork(Prepared prepared, NetworkFacts facts);

  const NetworkFacts& facts() const override { return facts_; }
  Status run(std::span<const float> input, std::span<float> output) override;
  std::int64_t last_library_ns() const override { return library_ns_; }

  // First runs, which compile: they also show whether input and output fit. `input`: one raster.
  Status warm_up(std::span<const float> input);
  void set_load_ns(std::int64_t ns) { facts_.load_ns = ns; }

 private:
  at::Tensor input_of(const at::Tensor& raster);
  Result<at::Tensor> forward(const at::Tensor& raster);
  Result<at::Tensor> checked(const torch::jit::IValue& given) const;

  Prepared prepared_;
  NetworkFacts facts_;
  std::vector<std::int64_t> sizes_;
  at::Tensor input_;   // as the module wants it, on its device; unless rasters are read where they lie
  at::Tensor pinned_;  // CUDA only: where the raster waits for its transfer
  std::int64_t library_ns_{0};
};

}  // namespace stepscope::torch_module
