#include "core/fork/shared_steps.h"

#include <algorithm>

namespace stepscope {

namespace {

bool is_fork_of(const RunOrigin& child, const RunOrigin& parent) {
  return child.fork && !child.fork->parent.empty() && child.fork->parent == parent.uuid;
}

}  // namespace

int shared_steps(const RunOrigin& a, const RunOrigin& b) {
  if (is_fork_of(a, b)) return a.fork->step;
  if (is_fork_of(b, a)) return b.fork->step;
  if (a.fork && b.fork && !a.fork->parent.empty() && a.fork->parent == b.fork->parent)
    return std::min(a.fork->step, b.fork->step);
  return 0;
}

}  // namespace stepscope
