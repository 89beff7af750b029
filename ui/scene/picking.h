#pragma once

#include <QMetaType>
#include <optional>

#include "core/map/road_map.h"
#include "core/world/step_frame.h"
#include "ui/scene/layers.h"

namespace stepscope::ui {

// Something a user can point at in the scene.
struct PickedItem {
  enum class Kind { kNone, kEgo, kObject, kMapFeature };
  Kind kind{Kind::kNone};
  Token track;                      // kObject
  MapLayer layer{MapLayer::kLane};  // kMapFeature
  FeatureId feature{0};             // kMapFeature
  Point2 position;                  // where it was pointed at, map frame
};

// Drawing order of the objects, the last on top: what is small and moves covers what is large and does not.
int drawing_rank(ObjectType type);

// The topmost thing at `p`: the ego, then the objects of the frame (of the visible layers). If no box holds the point,
// the nearest one within `reach_m`. kNone: nothing there.
PickedItem pick_in_frame(const StepFrame& frame, Point2 p, double reach_m, SceneLayers layers);

// The most particular map object at `p`: stop line, crosswalk, connector (of several the one whose baseline is
// nearest), lane, intersection, car park, walkway.
PickedItem pick_in_map(const RoadMap& map, Point2 p, SceneLayers layers);

// The object of that track in a frame; null if it is not there.
const TrackedObject* find_track(const StepFrame& frame, Token track);

}  // namespace stepscope::ui

Q_DECLARE_METATYPE(stepscope::ui::PickedItem)
