#pragma once

#include <span>

#include "core/world/history_buffer.h"
#include "core/world/tracked_object.h"

namespace stepscope {

// How history and objects get from part to part within a step. What is handed over equals what came in.
class FrameHandover {
 public:
  virtual ~FrameHandover() = default;
  // The history as the planner gets it; valid until the next call.
  virtual const HistoryBuffer& to_planner(const HistoryBuffer& history) = 0;
  // Objects of the observation as the history keeps them, and those of the history as a frame holds them; valid as long
  // as this object, and as what came in.
  virtual std::span<const TrackedObject> to_history(std::span<const TrackedObject> objects) = 0;
  virtual std::span<const TrackedObject> to_frame(std::span<const TrackedObject> objects) = 0;
};

// Everybody looks at the same objects, which nobody changes any more.
class ViewHandover final : public FrameHandover {
 public:
  const HistoryBuffer& to_planner(const HistoryBuffer& history) override { return history; }
  std::span<const TrackedObject> to_history(std::span<const TrackedObject> objects) override { return objects; }
  std::span<const TrackedObject> to_frame(std::span<const TrackedObject> objects) override { return objects; }
};

}  // namespace stepscope
