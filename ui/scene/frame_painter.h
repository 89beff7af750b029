#pragma once

#include <QPainter>
#include <QRectF>
#include <span>

#include "core/map/road_map.h"
#include "core/world/step_frame.h"
#include "ui/scene/cost_path.h"
#include "ui/scene/ego_trail.h"
#include "ui/scene/fork_mark.h"
#include "ui/scene/layers.h"
#include "ui/scene/picking.h"
#include "ui/scene/view_transform.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

inline constexpr double kVelocitySeconds = 1.0;  // a velocity vector ends where the object would be after this time
inline constexpr double kTrailSeconds = 5.0;

// Everything a moment is drawn from. References are borrowed for the call.
struct FrameScene {
  const Theme& theme;
  SceneLayers layers;
  const RoadMap* map{nullptr};
  const StepFrame* frame{nullptr};  // null: only what is known before a run
  std::span<const Point2> expert;   // rear axle
  const EgoTrail* trail{nullptr};
  PickedItem picked;
  const CostPath* costs{nullptr};  // null: not to be shown
  const ForkMark* fork{nullptr};   // null: the run did not go on from another one
};

// Draws lights, paths, objects and the ego over the map. `area_px`: what lies outside is left out.
void paint_frame(QPainter& painter, const FrameScene& scene, const ViewTransform& view, const QRectF& area_px);

}  // namespace stepscope::ui
