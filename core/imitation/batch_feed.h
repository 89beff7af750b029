#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

#include "core/imitation/example_source.h"
#include "core/learning/trainer.h"

namespace stepscope {

// The examples 0 … count−1 in a random order that follows from the seed alone.
std::vector<std::uint32_t> shuffled_examples(std::size_t count, std::uint64_t seed);
std::vector<std::uint32_t> ordered_examples(std::size_t count);

// Seed of a part that must not depend on what other parts drew.
std::uint64_t derived_seed(std::uint64_t seed, std::uint64_t a, std::uint64_t b = 0);

struct BatchFeedOptions {
  int batch{32};
  std::uint64_t seed{1};  // example e is drawn with derived_seed(seed, e), whichever thread draws it
  std::size_t first{0};   // batch to begin with
  int threads{1};
};

// Hands out batches in the order given, while threads prepare the ones that follow: what is in a batch does not depend
// on the number of threads. The last batch holds what is left. The source must outlive it.
class BatchFeed {
 public:
  BatchFeed(const ExampleSource& source, std::vector<std::uint32_t> order, const BatchFeedOptions& options);
  ~BatchFeed();
  BatchFeed(const BatchFeed&) = delete;
  BatchFeed& operator=(const BatchFeed&) = delete;

  std::size_t batch_count() const { return batches_; }
  // The next batch, null after the last. Valid until the next call.
  const TrainingBatch* next();

  // How long next() waited, and how long the threads drew, all together.
  std::int64_t waited_ns() const { return waited_ns_; }
  std::int64_t drawn_ns() const;

 private:
  struct Slot {
    std::vector<float> inputs, targets, weights;
    TrainingBatch batch;
    bool ready{false};
  };
  void prepare();
  void fill(ExampleReader& reader, std::size_t number, Slot& slot) const;

  const ExampleSource& source_;
  const NetworkShape shape_;
  const std::vector<std::uint32_t> order_;
  const BatchFeedOptions options_;
  const std::size_t batches_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Slot> slots_;   // guarded by mutex_ but for the contents of one that is being filled or handed out
  std::size_t taken_;         // guarded by mutex_; batches that a thread has begun
  std::size_t handed_out_;    // guarded by mutex_
  bool stopping_{false};      // guarded by mutex_
  std::int64_t drawn_ns_{0};  // guarded by mutex_
  std::int64_t waited_ns_{0};
  std::vector<std::jthread> threads_;  // last: they use all of the above
};

}  // namespace stepscope
