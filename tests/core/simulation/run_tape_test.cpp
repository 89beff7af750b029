#include "core/simulation/run_tape.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

TEST(RunTape, FramesOutliveTheTapesLastOwner) {
  auto keep = std::make_shared<int>(7);
  const std::weak_ptr<int> watched = keep;
  auto tape = RunTape::create(3, 4, std::move(keep));
  tape->next().step = 0;
  FramePtr first = tape->commit();
  tape->next().step = 1;
  tape->commit();
  EXPECT_EQ(tape->size(), 2u);
  tape.reset();
  EXPECT_EQ(first->step, 0);
  EXPECT_FALSE(watched.expired()) << "a frame keeps what its spans point into";
  first.reset();
  EXPECT_TRUE(watched.expired());
}

}  // namespace
}  // namespace stepscope
