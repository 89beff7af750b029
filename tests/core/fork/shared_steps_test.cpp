#include "core/fork/shared_steps.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

RunOrigin fork_of(std::string uuid, std::string parent, int step) {
  return {std::move(uuid), ForkOrigin{.parent = std::move(parent), .step = step, .changes = {}, .before = {}}};
}

TEST(SharedSteps, are_those_before_a_fork) {
  const RunOrigin root{"a", {}}, other{"z", {}}, unnamed{"", {}};
  struct Row {
    RunOrigin a, b;
    int shared;
    const char* why;
  };
  const Row rows[] = {
      {root, fork_of("b", "a", 20), 20, "a fork and its parent"},
      {fork_of("b", "a", 20), fork_of("c", "b", 8), 8, "forked before its parent's own first step"},
      {fork_of("b", "a", 20), fork_of("c", "a", 33), 20, "two forks of one run"},
      {root, other, 0, "two runs"},
      {other, fork_of("b", "a", 20), 0, "a fork of another run"},
      {unnamed, fork_of("b", "", 20), 0, "forks of runs that were not kept"},
      {fork_of("b", "", 20), fork_of("c", "", 20), 0, "of two perhaps"},
      {root, fork_of("c", "b", 40), 0, "a fork's fork: not to be told from the two"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(shared_steps(row.a, row.b), row.shared) << row.why;
    EXPECT_EQ(shared_steps(row.b, row.a), row.shared) << row.why;
  }
}

}  // namespace
}  // namespace stepscope
