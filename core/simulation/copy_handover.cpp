#include "core/simulation/copy_handover.h"

namespace stepscope {

const HistoryBuffer& CopyHandover::to_planner(const HistoryBuffer& history) {
  auto copied = std::make_unique<HistoryCopy>(HistoryCopy{HistoryBuffer(history.capacity()), {}});
  copied->objects.reserve(history.size());  // spans into its elements stay where they are
  for (std::size_t i = 0; i < history.size(); ++i) {
    const HistorySample& sample = history[i];
    const auto& objects = copied->objects.emplace_back(sample.objects.begin(), sample.objects.end());
    copied->samples.append({.ego = sample.ego, .objects = objects});
  }
  planners_ = std::move(copied);
  return planners_->samples;
}

}  // namespace stepscope
