#include "core/assembly/history_choice.h"

#include "core/simulation/copy_handover.h"
#include "core/simulation/rebuilt_history.h"
#include "core/simulation/ring_history.h"

namespace stepscope {

std::unique_ptr<HistoryKeeper> make_history(const EngineProfile& profile, const Scenario& scenario) {
  const std::size_t capacity = HistoryBuffer::reference_capacity(scenario.extraction().interval_s());
  if (profile.history == HistoryKeeping::kRebuilt) return std::make_unique<RebuiltHistory>(capacity);
  return std::make_unique<RingHistory>(capacity);
}

std::shared_ptr<FrameHandover> make_handover(const EngineProfile& profile) {
  if (profile.handover == Handover::kCopies) return std::make_shared<CopyHandover>();
  return std::make_shared<ViewHandover>();
}

}  // namespace stepscope
