#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "core/simulation/frame_handover.h"

namespace stepscope {

// Everybody gets objects of its own: the planner a whole history, every sample of it with its objects, at every step.
class CopyHandover final : public FrameHandover {
 public:
  const HistoryBuffer& to_planner(const HistoryBuffer& history) override;
  std::span<const TrackedObject> to_history(std::span<const TrackedObject> objects) override { return copy(objects); }
  std::span<const TrackedObject> to_frame(std::span<const TrackedObject> objects) override { return copy(objects); }

 private:
  struct HistoryCopy {
    HistoryBuffer samples;
    std::vector<std::vector<TrackedObject>> objects;  // of each sample
  };
  std::span<const TrackedObject> copy(std::span<const TrackedObject> objects) {
    return copies_.emplace_back(objects.begin(), objects.end());
  }

  std::unique_ptr<const HistoryCopy> planners_;    // until the next step
  std::deque<std::vector<TrackedObject>> copies_;  // of history and frames, until the run is gone
};

}  // namespace stepscope
