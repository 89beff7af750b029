#pragma once

#include <vector>

#include "core/analysis/call_tree.h"

namespace stepscope::ui {

// A box of the flame graph. Places in pixels.
struct FlameBox {
  int node{0};    // of the tree; of a folded box: the first of them
  int folded{0};  // nodes that are too narrow and stand for themselves nowhere; 0: the box is `node` itself
  int row{0};     // 0: the top
  double left{0.0}, width{0.0};
};

inline constexpr double kNarrowestBox = 2.0;  // px

// The tree below `top` (whose box is the whole width), and the nodes above it, each as wide as all. Children stand from
// the left, longest first; what is narrower than kNarrowestBox is folded into one box per parent.
std::vector<FlameBox> flame_boxes(const CallTree& tree, int top, double width);

}  // namespace stepscope::ui
