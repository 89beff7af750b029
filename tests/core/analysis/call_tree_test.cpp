#include "core/analysis/call_tree.h"

#include <gtest/gtest.h>

#include "written_spans.h"

namespace stepscope {
namespace {

using enum Stage;

// step 0:  step 0…100 { features 0…30 { database #0 5…15 }, database #0 40…50, database #1 50…90 }
// step 1:  step 100…150 { database #0 100…110, features 110…140 }
std::shared_ptr<SpanTape> two_steps() {
  return tape_of({{spanned(kStep, -1, 0, 100), spanned(kFeatures, 0, 0, 30), spanned(kDatabase, 1, 5, 15, 0),
                   spanned(kDatabase, 0, 40, 50, 0), spanned(kDatabase, 0, 50, 90, 1)},
                  {spanned(kStep, -1, 100, 150), spanned(kDatabase, 0, 100, 110, 0), spanned(kFeatures, 0, 110, 140)}});
}

TEST(CallTree, SamePathIsMergedOverSteps) {
  const CallTree tree = call_tree_of(*two_steps(), {0, 1});
  ASSERT_EQ(tree.nodes.size(), 5u);
  const CallNode& root = tree.nodes[0];
  EXPECT_EQ(root.count, 2);
  EXPECT_EQ(root.total_ns, 150);
  EXPECT_EQ(root.self_ns, (100 - 30 - 10 - 40) + (50 - 10 - 30));
  ASSERT_EQ(root.children.size(), 3u);
  EXPECT_EQ(tree.depth(), 2);
}

TEST(CallTree, LongestChildComesFirst) {
  const CallTree tree = call_tree_of(*two_steps(), {0, 1});
  const auto child = [&tree](std::size_t i) { return tree.nodes[static_cast<std::size_t>(tree.nodes[0].children[i])]; };
  EXPECT_EQ(child(0).stage, kFeatures);
  EXPECT_EQ(child(0).total_ns, 60);
  EXPECT_EQ(child(0).self_ns, 50);
  EXPECT_EQ(child(1).statement, 1);
  EXPECT_EQ(child(1).total_ns, 40);
  EXPECT_EQ(child(2).statement, 0);
  EXPECT_EQ(child(2).total_ns, 20) << "the same statement below features is another path";
}

TEST(CallTree, SelfAndChildrenAddUpToTotalEverywhere) {
  const CallTree tree = call_tree_of(*two_steps(), {0, 1});
  for (const CallNode& node : tree.nodes) {
    std::int64_t sum = node.self_ns;
    for (const int child : node.children) sum += tree.nodes[static_cast<std::size_t>(child)].total_ns;
    EXPECT_EQ(sum, node.total_ns);
  }
}

TEST(CallTree, IsOfTheRangeAlone) {
  const CallTree tree = call_tree_of(*two_steps(), {1, 7});
  EXPECT_EQ(tree.steps, (StepRange{1, 1}));
  EXPECT_EQ(tree.nodes.size(), 3u);
  EXPECT_EQ(tree.nodes[0].total_ns, 50);
  EXPECT_TRUE(call_tree_of(*two_steps(), {4, 7}).empty());
  EXPECT_EQ(CallTree{}.depth(), -1);
}

}  // namespace
}  // namespace stepscope
