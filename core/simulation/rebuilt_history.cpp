#include "core/simulation/rebuilt_history.h"

namespace stepscope {

RebuiltHistory::RebuiltHistory(std::size_t capacity)
    : samples_(std::make_shared<const HistoryBuffer>(capacity)), remembered_(samples_) {}

void RebuiltHistory::clear() { samples_ = std::make_shared<const HistoryBuffer>(samples_->capacity()); }

void RebuiltHistory::append(const HistorySample& sample) {
  auto rebuilt = std::make_shared<HistoryBuffer>(samples_->capacity());
  const std::size_t first_kept = samples_->size() == samples_->capacity() ? 1 : 0;
  for (std::size_t i = first_kept; i < samples_->size(); ++i) rebuilt->append((*samples_)[i]);
  rebuilt->append(sample);
  samples_ = std::move(rebuilt);
}

}  // namespace stepscope
