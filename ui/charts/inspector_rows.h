#pragma once

#include <QString>
#include <utility>
#include <vector>

#include "core/map/road_map.h"
#include "core/world/step_frame.h"

namespace stepscope::ui {

// Name and value with its unit.
using InspectorRows = std::vector<std::pair<QString, QString>>;

struct InspectorContent {
  QString title;
  InspectorRows rows;
};

// What the inspector says of a thing that was picked. Something that is not there (any more) has a title that says so
// and the rows that are still known.
InspectorContent describe_object(const StepFrame& frame, Token track);
InspectorContent describe_ego(const StepFrame& frame);
InspectorContent describe_feature(const RoadMap& map, MapLayer layer, FeatureId id);

}  // namespace stepscope::ui
