#include "core/probe/allocations.h"

#include <gtest/gtest.h>

#include <memory>
#include <new>
#include <thread>
#include <vector>

#include "core/probe/span.h"

namespace stepscope {
namespace {

struct alignas(64) Line {
  char bytes[64];
};

TEST(Allocations, AreCountedInThisProgram) { EXPECT_TRUE(allocations_counted()); }

TEST(Allocations, EveryFormOfNewCounts) {
  // Volatile keeps the compiler from dropping a pair of new and delete.
  const auto count_of = [](auto make) {
    const std::int64_t before = thread_allocations();
    make();
    return thread_allocations() - before;
  };
  EXPECT_EQ(count_of([] {
              void* volatile p = ::operator new(8);
              ::operator delete(p);
            }),
            1);
  EXPECT_EQ(count_of([] {
              void* volatile p = ::operator new[](8);
              ::operator delete[](p);
            }),
            1);
  EXPECT_EQ(count_of([] {
              void* volatile p = ::operator new(8, std::nothrow);
              ::operator delete(p);
            }),
            1);
  EXPECT_EQ(count_of([] {
              void* volatile p = ::operator new (64, std::align_val_t{64});
              ::operator delete (p, std::align_val_t{64});
            }),
            1);
  EXPECT_EQ(count_of([] {}), 0);
}

TEST(Allocations, AlignedStorageIsAligned) {
  const auto line = std::make_unique<Line>();
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(line.get()) % alignof(Line), 0U);
}

TEST(Allocations, AreThoseOfTheCallingThread) {
  const std::int64_t before = thread_allocations();
  std::int64_t of_other = 0;
  std::thread other([&of_other] {
    const std::int64_t begin = thread_allocations();
    std::vector<std::unique_ptr<int>> kept(100);
    for (auto& p : kept) p = std::make_unique<int>(1);
    of_other = thread_allocations() - begin;
  });
  const std::int64_t starting = thread_allocations() - before;  // what std::thread itself took
  other.join();
  EXPECT_EQ(of_other, 101);
  EXPECT_EQ(thread_allocations() - before, starting);
}

TEST(Allocations, OfAStepAreItsCounter) {
  ManualClock clock;
  StepProbe probe(clock);
  probe.begin_step();
  std::vector<int> kept(10);
  kept.resize(1000);
  EXPECT_EQ(probe.end_step().counters.allocations, 2);
}

TEST(Allocations, RecordingSpansTakesNone) {
  ManualClock clock;
  StepProbe probe(clock, 8);
  for (int step = 0; step < 3; ++step) {
    probe.begin_step();
    for (int i = 0; i < 50; ++i) const ScopedSpan span(Stage::kPlanner);  // more than there is room for
    EXPECT_EQ(probe.end_step().counters.allocations, 0) << step;
  }
}

}  // namespace
}  // namespace stepscope
