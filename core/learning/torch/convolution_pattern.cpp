#include "core/learning/torch/convolution_pattern.h"

#include <torch/csrc/jit/ir/constants.h>

namespace stepscope::torch_module {

using torch::jit::Node;

bool is(const Node* node, const char* name) { return node->kind() == torch::jit::Symbol::fromQualString(name); }

std::optional<Convolution> convolution_of(const Node* node) {
  const bool general = is(node, "aten::_convolution") || is(node, "aten::convolution");
  if (!general && !is(node, "aten::conv2d")) return std::nullopt;
  const auto known = [node](std::size_t i) { return torch::jit::toIValue(node->input(i)); };
  const std::size_t groups_at = general ? 8 : 6;
  for (std::size_t i = 1; i <= groups_at; ++i)
    if (!known(i)) return std::nullopt;
  if (general && known(6)->toBool()) return std::nullopt;  // transposed
  if (!known(4)->isIntList() || !known(1)->isTensor() || known(1)->toTensor().dim() != 4) return std::nullopt;
  Convolution convolution{.weight = known(1)->toTensor(),
                          .bias = known(2)->isNone() ? at::Tensor() : known(2)->toTensor(),
                          .stride = known(3)->toIntList(),
                          .padding = known(4)->toIntList(),
                          .dilation = known(5)->toIntList(),
                          .groups = known(groups_at)->toInt()};
  if (convolution.weight.scalar_type() != torch::kFloat32 || convolution.stride.size() != 2 ||
      convolution.padding.size() != 2 || convolution.dilation.size() != 2)
    return std::nullopt;
  return convolution;
}

Node* only_user(Node* node) {
  const auto& uses = node->output()->uses();
  if (uses.size() != 1 || uses[0].user->owningBlock() != node->owningBlock()) return nullptr;
  return uses[0].user;
}

Node* with_rectifier(Node* node) {
  Node* const user = only_user(node);
  return user != nullptr && is(user, "aten::relu") ? user : node;
}

bool is_plain_addition(const Node* node) {
  if (!is(node, "aten::add") || node->inputs().size() != 3) return false;
  for (std::size_t i = 0; i < 2; ++i)
    if (!node->input(i)->type()->isSubtypeOf(*c10::TensorType::get())) return false;
  const auto scale = torch::jit::toIValue(node->input(2));
  return scale && scale->isInt() && scale->toInt() == 1;
}

}  // namespace stepscope::torch_module
