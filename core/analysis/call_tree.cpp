#include "core/analysis/call_tree.h"

#include <algorithm>

#include "core/analysis/span_self.h"

namespace stepscope {

namespace {

int child_of(CallTree& tree, int parent, const SpanRecord& span) {
  const std::int32_t statement = statement_of(span);
  if (parent >= 0) {
    for (const int child : tree.nodes[static_cast<std::size_t>(parent)].children) {
      const CallNode& node = tree.nodes[static_cast<std::size_t>(child)];
      if (node.stage == span.stage && node.statement == statement) return child;
    }
  } else if (!tree.empty()) {
    return 0;
  }
  const int added = static_cast<int>(tree.nodes.size());
  CallNode node{.stage = span.stage, .statement = statement, .parent = parent};
  if (parent >= 0) {
    CallNode& above = tree.nodes[static_cast<std::size_t>(parent)];
    above.children.push_back(added);
    node.depth = above.depth + 1;
  }
  tree.nodes.push_back(std::move(node));
  return added;
}

}  // namespace

int CallTree::depth() const {
  int deepest = -1;
  for (const CallNode& node : nodes) deepest = std::max(deepest, node.depth);
  return deepest;
}

CallTree call_tree_of(const SpanTape& tape, StepRange steps) {
  CallTree tree{.steps = steps.within(static_cast<int>(tape.steps()))};
  std::vector<int> node_of;  // by span of the step
  for (int step = tree.steps.first; step <= tree.steps.last; ++step) {
    const auto spans = tape.of_step(static_cast<std::size_t>(step));
    node_of.resize(spans.size());
    for (std::size_t i = 0; i < spans.size(); ++i) {
      const int parent = spans[i].parent < 0 ? -1 : node_of[static_cast<std::size_t>(spans[i].parent)];
      node_of[i] = child_of(tree, parent, spans[i]);
      CallNode& node = tree.nodes[static_cast<std::size_t>(node_of[i])];
      const std::int64_t ns = duration_of(spans[i]);
      ++node.count;
      node.total_ns += ns;
      node.self_ns += ns;
      if (parent >= 0) tree.nodes[static_cast<std::size_t>(parent)].self_ns -= ns;
    }
  }
  for (CallNode& node : tree.nodes)
    std::stable_sort(node.children.begin(), node.children.end(), [&tree](int a, int b) {
      return tree.nodes[static_cast<std::size_t>(a)].total_ns > tree.nodes[static_cast<std::size_t>(b)].total_ns;
    });
  return tree;
}

}  // namespace stepscope
