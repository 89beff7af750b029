#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/features/raster_method.h"
#include "core/scenario/scenario.h"
#include "core/world/step_frame.h"

namespace stepscope::ui {

// What a network would see at a step, and all that is needed to say where it is. Const once made.
struct RasterPicture {
  RasterFeatures features;
  RasterParameters parameters;
  RasterMethod method;
  int step{0};
  EgoState ego;
  std::vector<Pose2> plan;  // poses of the step's trajectory in the map frame, the first is now
};
using RasterPicturePtr = std::shared_ptr<const RasterPicture>;

// A step to be drawn. `before`: the frames of the run before it, oldest first, back to two seconds where there are any.
struct RasterTask {
  ScenarioPtr scenario;
  FramePtr frame;
  std::vector<FramePtr> before;
  RasterParameters parameters;
  RasterMethod method;
};

// Draws steps, and keeps what it gathered of the map for the next one that asks for the same. One thread at a time.
class RasterArtist {
 public:
  // The parameters must pass check().
  RasterPicturePtr draw(const RasterTask& task);

 private:
  struct Prepared {
    ScenarioPtr scenario;
    RasterParameters parameters;
    RasterMethod method;
    std::unique_ptr<Rasteriser> rasteriser;
  };
  Rasteriser& prepare(const RasterTask& task);

  std::vector<Prepared> prepared_;  // the last few, latest first
};

// What the planner is told was around one second before the frame: of the frames before it and of what the scenario has
// from before its first step, the nearest to that time, or the oldest known.
std::span<const TrackedObject> past_objects(const Scenario& scenario, std::span<const FramePtr> before,
                                            const StepFrame& frame);

}  // namespace stepscope::ui
