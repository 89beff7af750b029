#pragma once

#include <memory>
#include <optional>
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

// A step to be drawn. `before`: the frame one second earlier; null: the run had not begun then.
struct RasterTask {
  ScenarioPtr scenario;
  FramePtr frame;
  FramePtr before;
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

// Objects one second before `time`, or the oldest known: of the frame before, or of what the scenario has from before
// its first step.
std::span<const TrackedObject> past_objects(const Scenario& scenario, const StepFrame* before, SimTime time);

}  // namespace stepscope::ui
