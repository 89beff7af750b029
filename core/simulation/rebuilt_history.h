#pragma once

#include <memory>

#include "core/simulation/history_keeper.h"

namespace stepscope {

// A list that is built anew for every sample: what stays of the old one, cut to length, and the new sample.
class RebuiltHistory final : public HistoryKeeper {
 public:
  explicit RebuiltHistory(std::size_t capacity);

  void clear() override;
  void append(const HistorySample& sample) override;
  const HistoryBuffer& view() const override { return *samples_; }
  void remember() override { remembered_ = samples_; }
  void go_back() override { samples_ = remembered_; }

 private:
  std::shared_ptr<const HistoryBuffer> samples_, remembered_;
};

}  // namespace stepscope
