#pragma once

#include <torch/custom_class.h>

#include <memory>
#include <string>
#include <vector>

#include "core/learning/torch/convolution_pattern.h"

namespace stepscope::torch_module {

// A convolution by oneDNN, of pictures whose channels lie beside each other (channels last), its weights in the order
// that oneDNN likes best. A sum with another picture and a rectifier that follow are done while a result is still in a
// register. In TorchScript: stepscope::convolution(x, this) and stepscope::convolution_add(x, addend, this).
// Planned anew for a size of pictures or a number of threads it has not met. Used by one thread at a time.
class PackedConvolution final : public torch::CustomClassHolder {
 public:
  PackedConvolution(const Convolution& convolution, bool rectify);
  ~PackedConvolution() override;

  // `addend` is undefined if nothing is added. The sum takes its memory if nobody else has it.
  at::Tensor run(const at::Tensor& pictures, at::Tensor addend);

 private:
  struct Plan;
  struct Weights;

  at::Tensor run_batch(const at::Tensor& pictures, at::Tensor addend);
  Plan& plan_for(const at::Tensor& pictures, bool add, bool rectify);
  std::vector<std::int64_t> output_sizes(const at::Tensor& pictures) const;

  Convolution convolution_;  // its weight is undefined once oneDNN has it in its order
  std::vector<std::int64_t> weight_sizes_;
  bool rectify_;
  std::unique_ptr<Weights> weights_;
  std::vector<std::unique_ptr<Plan>> plans_;
};

}  // namespace stepscope::torch_module
