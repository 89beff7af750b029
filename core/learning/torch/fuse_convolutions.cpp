#include "core/learning/torch/fuse_convolutions.h"

#include <torch/csrc/jit/ir/alias_analysis.h>
#include <torch/csrc/jit/passes/dead_code_elimination.h>
#include <torch/csrc/jit/passes/remove_mutation.h>

#include <oneapi/dnnl/dnnl.hpp>

#include "core/learning/torch/packed_convolution.h"

namespace stepscope::torch_module {

namespace {

using torch::jit::Block;
using torch::jit::Graph;
using torch::jit::Node;
using torch::jit::Symbol;
using torch::jit::Value;

class Fuser {
 public:
  explicit Fuser(std::shared_ptr<Graph> graph) : graph_(std::move(graph)), aliases_(graph_) {}

  int run() {
    visit(graph_->block());
    if (convolutions_ == 0) return 0;
    torch::jit::EliminateDeadCode(graph_);
    graph_->lint();
    return convolutions_;
  }

 private:
  void visit(Block* block) {
    const std::vector<Node*> nodes(block->nodes().begin(), block->nodes().end());
    for (Node* node : nodes) {
      for (Block* inner : node->blocks()) visit(inner);
      if (const auto convolution = convolution_of(node)) visit_convolution(node, *convolution);
      if (is(node, "aten::view")) visit_view(node);
    }
  }

  bool stays(const Value* value) const { return !aliases_.hasWriters(value); }

  // The sum that alone uses what `node` gives, or none.
  Node* sum_after(Node* node) const {
    Node* const user = only_user(node);
    return user != nullptr && is_plain_addition(user) && stays(user->output()) && stays(user->input(0)) &&
                   stays(user->input(1))
               ? user
               : nullptr;
  }

  void visit_convolution(Node* node, const Convolution& convolution) {
    if (!stays(node->input(0)) || !stays(node->output())) return;
    Node* const sum = sum_after(node);
    Node* const unrectified = sum == nullptr ? node : sum;
    Node* last = with_rectifier(unrectified);
    if (!stays(last->output())) last = unrectified;

    const torch::jit::WithInsertPoint here(last);
    Node* const packed = graph_->create(torch::jit::prim::Constant);
    const c10::IValue content = c10::make_intrusive<PackedConvolution>(convolution, last != unrectified);
    packed->ival_(torch::jit::attr::value, content);
    packed->output()->setType(content.type());
    graph_->insertNode(packed);
    std::vector<Value*> inputs{node->input(0)};
    if (sum != nullptr) inputs.push_back(sum->input(sum->input(0) == node->output() ? 1 : 0));
    inputs.push_back(packed->output());
    const char* const name = sum == nullptr ? "stepscope::convolution" : "stepscope::convolution_add";
    Node* const made = graph_->insertNode(graph_->create(Symbol::fromQualString(name), inputs));
    last->output()->replaceAllUsesWith(made->output());
    ++convolutions_;
  }

  // A view asks for an order in memory that pictures do not have any more.
  void visit_view(Node* node) {
    if (!stays(node->output()) || node->inputs().size() != 2 ||
        !node->input(1)->type()->isSubtypeOf(*c10::ListType::ofInts()))
      return;
    const torch::jit::WithInsertPoint here(node);
    Node* const made =
        graph_->insertNode(graph_->create(Symbol::fromQualString("aten::reshape"), {node->input(0), node->input(1)}));
    node->output()->replaceAllUsesWith(made->output());
  }

  std::shared_ptr<Graph> graph_;
  torch::jit::AliasDb aliases_;  // of the graph as it was; what is put in writes nowhere
  int convolutions_{0};
};

}  // namespace

int fuse_convolutions(torch::jit::Module& frozen) {
  const std::shared_ptr<Graph> graph = frozen.get_method("forward").graph();
  torch::jit::RemoveTensorMutation(graph);
  return Fuser(graph).run();
}

std::string convolution_library() {
  const dnnl_version_t& version = *dnnl::version();
  return "oneDNN " + std::to_string(version.major) + "." + std::to_string(version.minor) + "." +
         std::to_string(version.patch);
}

}  // namespace stepscope::torch_module
