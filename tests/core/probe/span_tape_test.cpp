#include "core/probe/span_tape.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace stepscope {
namespace {

std::vector<SpanRecord> spans_of(std::size_t count, std::int64_t begin_ns) {
  std::vector<SpanRecord> spans(count);
  for (std::size_t i = 0; i < count; ++i) spans[i].begin_ns = begin_ns + static_cast<std::int64_t>(i);
  return spans;
}

TEST(SpanTape, GivesBackEveryStepAcrossChunks) {
  SpanTape tape(10, 4);
  // 60 spans do not divide a chunk of 2^14: steps must not be torn at its end.
  for (std::int64_t step = 0; step < 3'000; ++step) tape.append(spans_of(60, 1'000 * step));
  ASSERT_EQ(tape.steps(), 3'000u);
  EXPECT_EQ(tape.steps_not_kept(), 0);
  for (std::size_t step = 0; step < tape.steps(); ++step) {
    const auto spans = tape.of_step(step);
    ASSERT_EQ(spans.size(), 60u);
    ASSERT_EQ(spans.back().begin_ns, 1'000 * static_cast<std::int64_t>(step) + 59);
  }
}

TEST(SpanTape, CountsAStepThatIsTooLargeToKeep) {
  SpanTape tape(1);
  tape.append(spans_of(1 << 15, 0));
  tape.append(spans_of(2, 7));
  EXPECT_EQ(tape.steps(), 1u);
  EXPECT_EQ(tape.steps_not_kept(), 1);
  EXPECT_EQ(tape.of_step(0).front().begin_ns, 7);
}

TEST(SpanTape, IsReadWhileItGrows) {
  SpanTape tape(0);
  constexpr std::size_t kSteps = 20'000;
  std::thread writer([&tape] {
    for (std::size_t step = 0; step < kSteps; ++step) tape.append(spans_of(5, static_cast<std::int64_t>(step)));
  });
  std::size_t seen = 0, wrong = 0;
  while (seen < kSteps) {
    for (const std::size_t steps = tape.steps(); seen < steps; ++seen)
      if (tape.of_step(seen)[4].begin_ns != static_cast<std::int64_t>(seen) + 4) ++wrong;
  }
  writer.join();
  EXPECT_EQ(wrong, 0u);
}

}  // namespace
}  // namespace stepscope
