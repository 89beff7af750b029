#pragma once

#include "core/simulation/history_keeper.h"

namespace stepscope {

// A ring of fixed size: a new sample takes the place of the oldest.
class RingHistory final : public HistoryKeeper {
 public:
  explicit RingHistory(std::size_t capacity) : samples_(capacity), remembered_(capacity) {}

  void clear() override { samples_.clear(); }
  void append(const HistorySample& sample) override { samples_.append(sample); }
  const HistoryBuffer& view() const override { return samples_; }
  void remember() override { remembered_ = samples_; }
  void go_back() override { samples_ = remembered_; }

 private:
  HistoryBuffer samples_, remembered_;
};

}  // namespace stepscope
