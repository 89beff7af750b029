#include "core/learning/torch/quantise.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/csrc/jit/ir/alias_analysis.h>
#include <torch/csrc/jit/passes/dead_code_elimination.h>
#include <torch/csrc/jit/passes/remove_mutation.h>

#include <unordered_set>

#include "core/learning/torch/activation_ranges.h"
#include "core/learning/torch/convolution_pattern.h"

namespace stepscope::torch_module {

namespace {

using torch::jit::Graph;
using torch::jit::Node;
using torch::jit::Symbol;
using torch::jit::Value;

// oneDNN 2.6 writes beyond its memory where AMX multiplies whole numbers of 1×1 convolutions of pictures of 27 to 48
// pixels (tried for all sizes up to 24 × 24 and 40 × 40). They are cheap, and stay as they are on every processor.
constexpr std::int64_t kFewestPixels = 49;

bool harmful(const Convolution& convolution, std::int64_t pixels) {
  return convolution.weight.size(2) * convolution.weight.size(3) == 1 && pixels < kFewestPixels;
}

// Weights in whole numbers, in the layout of the engine.
c10::IValue packed(const Convolution& convolution) {
  const at::Tensor largest = convolution.weight.abs().amax({1, 2, 3}).to(torch::kFloat64);
  const at::Tensor scales = torch::where(largest > 0, largest / 127, torch::ones_like(largest));
  const at::Tensor whole = at::quantize_per_channel(convolution.weight, scales,
                                                    torch::zeros(scales.sizes(), torch::kInt64), 0, torch::kQInt8);
  const auto pack = c10::Dispatcher::singleton().findSchemaOrThrow("quantized::conv2d_prepack", "");
  torch::jit::Stack stack{whole,
                          convolution.bias.defined() ? c10::IValue(convolution.bias) : c10::IValue(),
                          convolution.stride,
                          convolution.padding,
                          convolution.dilation,
                          convolution.groups};
  pack.callBoxed(stack);
  return stack.front();
}

class Quantiser {
 public:
  Quantiser(std::shared_ptr<Graph> graph, ActivationScales scales)
      : graph_(std::move(graph)), scales_(std::move(scales)) {}

  // Number of convolutions that calculate in whole numbers now.
  int run() {
    const std::vector<Node*> nodes(graph_->nodes().begin(), graph_->nodes().end());
    for (Node* node : nodes)
      if (!fused_.contains(node)) visit(node);
    torch::jit::EliminateDeadCode(graph_);
    graph_->lint();
    return convolutions_;
  }

 private:
  void visit(Node* node) {
    if (const auto convolution = convolution_of(node)) return visit_convolution(node, *convolution);
    if (is(node, "aten::add")) return visit_addition(node);
    if ((is(node, "aten::relu") || is(node, "aten::max_pool2d")) && whole_.contains(node->input(0)))
      return visit_unary(node);
  }

  void visit_convolution(Node* node, const Convolution& convolution) {
    Node* const last = with_rectifier(node);
    if (!scales_.contains(node->input(0)) || !scales_.contains(last->output())) return;
    if (harmful(convolution, scales_.at(node->input(0)).pixels)) return;
    Value* const input = whole(node->input(0), node);
    const torch::jit::WithInsertPoint here(last);
    Node* const weights = graph_->create(torch::jit::prim::Constant);
    const c10::IValue content = packed(convolution);
    weights->ival_(torch::jit::attr::value, content);
    weights->output()->setType(content.type());
    graph_->insertNode(weights);
    const char* const name = last == node ? "quantized::conv2d" : "quantized::conv2d_relu";
    replace(last, name, {input, weights->output()});
    ++convolutions_;
  }

  // Both sides are whole numbers already: the sum of two branches.
  void visit_addition(Node* node) {
    Node* const last = with_rectifier(node);
    if (!is_plain_addition(node) || !scales_.contains(last->output())) return;
    const auto left = whole_.find(node->input(0));
    const auto right = whole_.find(node->input(1));
    if (left == whole_.end() || right == whole_.end()) return;
    const torch::jit::WithInsertPoint here(last);
    replace(last, last == node ? "quantized::add" : "quantized::add_relu", {left->second, right->second});
  }

  // Operations that give numbers of the scale they were given.
  void visit_unary(Node* node) {
    const torch::jit::WithInsertPoint here(node);
    std::vector<Value*> inputs(node->inputs().begin(), node->inputs().end());
    inputs[0] = whole_.at(inputs[0]);
    Node* const made = graph_->insertNode(graph_->create(node->kind(), inputs));
    finish(node, made->output());
  }

  // `value` in whole numbers; made before `user` if it is not there yet.
  Value* whole(Value* value, Node* user) {
    if (const auto found = whole_.find(value); found != whole_.end()) return found->second;
    const torch::jit::WithInsertPoint here(user);
    const WholeScale& scale = scales_.at(value);
    Value* const type = graph_->insertConstant(static_cast<std::int64_t>(torch::kQUInt8));
    Node* const made = graph_->insertNode(
        graph_->create(Symbol::fromQualString("aten::quantize_per_tensor"),
                       {value, graph_->insertConstant(scale.scale), graph_->insertConstant(scale.zero), type}));
    return whole_[value] = made->output();
  }

  // `last` is done by the operation `name` with the scale of what `last` gives.
  void replace(Node* last, const char* name, std::vector<Value*> inputs) {
    const WholeScale& scale = scales_.at(last->output());
    inputs.push_back(graph_->insertConstant(scale.scale));
    inputs.push_back(graph_->insertConstant(scale.zero));
    finish(last, graph_->insertNode(graph_->create(Symbol::fromQualString(name), inputs))->output());
  }

  // Who still wants real numbers of `old` gets them back from `made`; if nobody does, that is removed as dead code.
  void finish(Node* old, Value* made) {
    Node* const back = graph_->insertNode(graph_->create(Symbol::fromQualString("aten::dequantize"), {made}));
    old->output()->replaceAllUsesWith(back->output());
    whole_[back->output()] = made;
    if (const auto scale = scales_.find(old->output()); scale != scales_.end())
      scales_[back->output()] = WholeScale(scale->second);
    fused_.insert(old);
  }

  std::shared_ptr<Graph> graph_;
  ActivationScales scales_;
  std::unordered_map<const Value*, Value*> whole_;  // real value -> the same in whole numbers
  std::unordered_set<const Node*> fused_;           // done by another operation
  int convolutions_{0};
};

// What convolutions read, and what they and additions give, rectified if that comes next, unless something else writes
// into it.
std::vector<Value*> values_to_observe(const std::shared_ptr<Graph>& graph) {
  const torch::jit::AliasDb aliases(graph);
  std::unordered_set<const Value*> known;
  std::vector<Value*> values;
  const auto observe = [&](Value* value) {
    if (value->type()->isSubtypeOf(*c10::TensorType::get()) && value->node()->kind() != torch::jit::prim::Constant &&
        !aliases.hasWriters(value) && known.insert(value).second)
      values.push_back(value);
  };
  for (Node* node : graph->nodes()) {
    const bool convolution = convolution_of(node).has_value();
    if (convolution) observe(node->input(0));
    if (convolution || is(node, "aten::add")) observe(with_rectifier(node)->output());
  }
  return values;
}

}  // namespace

Status quantise(torch::jit::Module& frozen, at::IntArrayRef input_sizes, std::span<const float> rasters) {
  const auto size = static_cast<std::size_t>(c10::multiply_integers(input_sizes));
  if (rasters.size() < size) return make_error("int8 needs rasters to take its scales from, and none were given");
  at::globalContext().setQEngine(at::QEngine::ONEDNN);
  const std::shared_ptr<Graph> graph = frozen.get_method("forward").graph();
  torch::jit::RemoveTensorMutation(graph);
  const ActivationScales scales = activation_scales(frozen, values_to_observe(graph), input_sizes, rasters);
  if (Quantiser(graph, scales).run() == 0)
    return make_error("int8 speeds up convolutions with constant weights, and the network has none");
  return {};
}

}  // namespace stepscope::torch_module
