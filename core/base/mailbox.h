#pragma once

#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

namespace stepscope {

// Values go from one thread to another in order, each exactly once. The sender never waits for the receiver to work:
// the receiver swaps the whole content out under the lock.
template <typename T>
class Mailbox {
 public:
  // Room for this many values without a heap allocation on the sender's side.
  explicit Mailbox(std::size_t expected) { waiting_.reserve(expected); }

  void post(T value) {
    const std::scoped_lock lock(mutex_);
    waiting_.push_back(std::move(value));
  }

  // Replaces `out` by everything posted since the last drain, oldest first. Keeps out's storage for the next batch.
  void drain(std::vector<T>& out) {
    out.clear();
    const std::scoped_lock lock(mutex_);
    if (out.capacity() < waiting_.capacity()) out.reserve(waiting_.capacity());
    std::swap(waiting_, out);
  }

 private:
  std::mutex mutex_;
  std::vector<T> waiting_;  // guarded by mutex_
};

}  // namespace stepscope
