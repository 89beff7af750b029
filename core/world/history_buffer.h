#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/world/ego_state.h"
#include "core/world/tracked_object.h"

namespace stepscope {

// Ego and objects at one past moment. The span points into what the run keeps alive.
struct HistorySample {
  EgoState ego;
  std::span<const TrackedObject> objects;
};

// The last `capacity` samples, oldest first: a fixed ring, nothing is copied or allocated when it rolls.
class HistoryBuffer {
 public:
  explicit HistoryBuffer(std::size_t capacity) : samples_(capacity) {}

  void append(const HistorySample& sample) {
    samples_[(begin_ + size_) % samples_.size()] = sample;
    if (size_ < samples_.size()) {
      ++size_;
    } else {
      begin_ = (begin_ + 1) % samples_.size();
    }
  }
  void clear() { begin_ = size_ = 0; }
  std::size_t size() const { return size_; }
  std::size_t capacity() const { return samples_.size(); }
  // 0 = oldest.
  const HistorySample& operator[](std::size_t i) const { return samples_[(begin_ + i) % samples_.size()]; }
  const HistorySample& newest() const { return (*this)[size_ - 1]; }

  // Number of samples the reference keeps for a nominal interval: int((2.0 + dt)/dt) + 1, 22 at 10 Hz.
  static std::size_t reference_capacity(double interval_s) {
    return static_cast<std::size_t>((2.0 + interval_s) / interval_s) + 1;
  }

 private:
  std::vector<HistorySample> samples_;
  std::size_t begin_{0};
  std::size_t size_{0};
};

}  // namespace stepscope
