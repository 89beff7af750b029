#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/world/step_frame.h"

namespace stepscope {

// Room for every frame of one run, taken before the run, so that a step allocates nothing. The simulation thread fills
// frame k, then publishes it; from then on nobody writes it. Frames keep the tape alive, the tape keeps `keep_alive`
// (the scenario and whatever else the frames' spans point into).
class RunTape : public std::enable_shared_from_this<RunTape> {
 public:
  // `trajectory_states`: room reserved per plan.
  static std::shared_ptr<RunTape> create(std::size_t steps, std::size_t trajectory_states,
                                         std::shared_ptr<const void> keep_alive);

  std::size_t capacity() const { return frames_.size(); }
  // Frames finished so far. Only the simulation thread may ask while the run goes on.
  std::size_t size() const { return size_; }
  // A finished frame. k < size().
  FramePtr frame(std::size_t k) const { return {shared_from_this(), &frames_[k]}; }

  // The frame to fill next; it becomes visible with commit().
  StepFrame& next() { return frames_[size_]; }
  FramePtr commit() { return frame(size_++); }

 private:
  RunTape() = default;
  std::vector<StepFrame> frames_;
  std::shared_ptr<const void> keep_alive_;
  std::size_t size_{0};
};

}  // namespace stepscope
