#include "core/imitation/batch_feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/imitation/linear_trainer.h"

namespace stepscope {
namespace {

struct Copy {
  std::vector<float> inputs, targets, weights;
  bool operator==(const Copy&) const = default;
};

std::vector<Copy> all_batches(const ExampleSource& source, const BatchFeedOptions& options) {
  BatchFeed feed(source, shuffled_examples(source.size(), 7), options);
  std::vector<Copy> copies;
  while (const TrainingBatch* batch = feed.next())
    copies.push_back({{batch->inputs.begin(), batch->inputs.end()},
                      {batch->targets.begin(), batch->targets.end()},
                      {batch->weights.begin(), batch->weights.end()}});
  EXPECT_EQ(feed.next(), nullptr);
  return copies;
}

TEST(ShuffledExamples, are_each_once_in_an_order_of_the_seed) {
  auto order = shuffled_examples(100, 3);
  EXPECT_EQ(order, shuffled_examples(100, 3));
  EXPECT_NE(order, shuffled_examples(100, 4));
  EXPECT_FALSE(std::ranges::is_sorted(order));
  std::ranges::sort(order);
  EXPECT_EQ(order, ordered_examples(100));
  EXPECT_TRUE(shuffled_examples(0, 1).empty());
}

TEST(BatchFeed, threads_do_not_change_what_is_in_a_batch) {
  const test::LinearExamples source(103);
  const auto one = all_batches(source, {.batch = 8, .seed = 5, .threads = 1});
  ASSERT_EQ(one.size(), 13U);  // 12 · 8 + 7
  EXPECT_EQ(one.back().targets.size(), 7U * 6U);
  for (const int threads : {2, 5}) EXPECT_EQ(all_batches(source, {.batch = 8, .seed = 5, .threads = threads}), one);
  EXPECT_NE(all_batches(source, {.batch = 8, .seed = 6, .threads = 1}), one);  // noise follows the seed
}

TEST(BatchFeed, begins_where_it_is_told) {
  const test::LinearExamples source(40);
  const auto all = all_batches(source, {.batch = 8, .seed = 5});
  const auto rest = all_batches(source, {.batch = 8, .seed = 5, .first = 3, .threads = 2});
  ASSERT_EQ(rest.size(), 2U);
  EXPECT_EQ(rest[0], all[3]);
  EXPECT_EQ(rest[1], all[4]);
  EXPECT_TRUE(all_batches(source, {.batch = 8, .seed = 5, .first = 5}).empty());
}

TEST(BatchFeed, can_be_left_before_its_end) {
  const test::LinearExamples source(1000);
  BatchFeed feed(source, ordered_examples(source.size()), {.batch = 2, .threads = 3});
  EXPECT_NE(feed.next(), nullptr);
}

}  // namespace
}  // namespace stepscope
