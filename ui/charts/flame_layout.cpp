#include "ui/charts/flame_layout.h"

namespace stepscope::ui {

namespace {

const CallNode& node_at(const CallTree& tree, int node) { return tree.nodes[static_cast<std::size_t>(node)]; }

void add_children(const CallTree& tree, const FlameBox& parent, double pixels_per_ns, std::vector<FlameBox>& boxes) {
  double left = parent.left;
  FlameBox narrow{.row = parent.row + 1};
  for (const int child : node_at(tree, parent.node).children) {
    const double width = static_cast<double>(node_at(tree, child).total_ns) * pixels_per_ns;
    if (width < kNarrowestBox) {
      if (narrow.folded++ == 0) {
        narrow.node = child;
        narrow.left = left;
      }
      narrow.width += width;
    } else {
      const FlameBox box{.node = child, .row = parent.row + 1, .left = left, .width = width};
      boxes.push_back(box);
      add_children(tree, box, pixels_per_ns, boxes);
    }
    left += width;
  }
  if (narrow.folded > 0 && narrow.width >= 0.5) boxes.push_back(narrow);
}

}  // namespace

std::vector<FlameBox> flame_boxes(const CallTree& tree, int top, double width) {
  std::vector<FlameBox> boxes;
  if (tree.empty()) return boxes;
  for (int above = node_at(tree, top).parent; above >= 0; above = node_at(tree, above).parent)
    boxes.push_back({.node = above, .row = node_at(tree, above).depth, .left = 0.0, .width = width});
  const FlameBox whole{.node = top, .row = node_at(tree, top).depth, .left = 0.0, .width = width};
  boxes.push_back(whole);
  const std::int64_t total = node_at(tree, top).total_ns;
  if (total > 0) add_children(tree, whole, width / static_cast<double>(total), boxes);
  return boxes;
}

}  // namespace stepscope::ui
