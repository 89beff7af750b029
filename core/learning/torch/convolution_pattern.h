#pragma once

#include <torch/csrc/jit/ir/ir.h>
#include <torch/types.h>

#include <optional>

namespace stepscope::torch_module {

// The numbers of a convolution of pictures whose weights are known.
struct Convolution {
  at::Tensor weight;  // output × input of one group × row × column
  at::Tensor bias;    // undefined if there is none
  torch::List<std::int64_t> stride, padding, dilation;
  std::int64_t groups;
};

bool is(const torch::jit::Node* node, const char* name);

// What `node` convolves with, if it is a convolution in float32, not a transposed one.
std::optional<Convolution> convolution_of(const torch::jit::Node* node);

// The node that alone uses what `node` gives, in the same block, or none.
torch::jit::Node* only_user(torch::jit::Node* node);

// The rectifier that alone uses what `node` gives, or `node`.
torch::jit::Node* with_rectifier(torch::jit::Node* node);

// Whether `node` adds its first two inputs, neither of them scaled.
bool is_plain_addition(const torch::jit::Node* node);

}  // namespace stepscope::torch_module
