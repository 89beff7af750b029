#pragma once

#include <QString>

#include "ui/scene/picking.h"

namespace stepscope::ui {

// "construction sign"
QString object_type_text(ObjectType type);
// "lane connector"
QString map_layer_text(MapLayer layer);
// One line about an item of a frame or a map, with units; empty if there is nothing. `frame` and `map` may be null.
//   vehicle · 8.3 m/s · 4.6 × 1.9 m
//   lane 1234 · limit 13.4 m/s (48 km/h)
QString item_text(const PickedItem& item, const StepFrame* frame, const RoadMap* map);

}  // namespace stepscope::ui
