#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/scenario/scenario.h"
#include "ui/scene/frame_painter.h"
#include "ui/scene/legend.h"
#include "ui/scene/map_shapes.h"

namespace stepscope::ui {

// What a scene shows at the moment: map, scenario, frame and what follows from them. Before the first frame of a run,
// the scenario's own first moment stands in for it (without a plan).
class SceneContent {
 public:
  void set_map(RoadMapPtr map);
  // Null: none; the map goes with it.
  void set_scenario(ScenarioPtr scenario);
  // Null: back to the moment before the run.
  void set_frame(FramePtr frame);

  // None: the run did not go on from another one. Goes with the frames.
  void set_fork(std::optional<ForkMark> fork);
  const std::optional<ForkMark>& fork() const { return fork_; }

  const RoadMapPtr& map() const { return map_; }
  const ScenarioPtr& scenario() const { return scenario_; }
  // The frame of the run, else the stand-in, else null.
  const StepFrame* shown() const { return frame_ ? frame_.get() : preview_.get(); }
  bool running() const { return frame_ != nullptr; }
  const SeenItems& seen() const { return seen_; }
  std::shared_ptr<const std::vector<MapPiece>> route() const { return route_; }

  // For the painters; valid until this object changes.
  FrameScene scene(const Theme& theme, SceneLayers layers, const PickedItem& picked) const;
  // What is at a place: frame first, then map.
  PickedItem item_at(Point2 p, double reach_m, SceneLayers layers) const;
  // The step whose place on the past path is there; none: that is elsewhere.
  std::optional<int> trail_step_at(Point2 p, double reach_m) const;

 private:
  RoadMapPtr map_;
  ScenarioPtr scenario_;  // keeps what the frames point into
  FramePtr frame_;
  FramePtr preview_;
  std::vector<Point2> expert_;
  std::shared_ptr<const std::vector<MapPiece>> route_;
  EgoTrail trail_;
  std::optional<ForkMark> fork_;
  SeenItems seen_;
};

}  // namespace stepscope::ui
