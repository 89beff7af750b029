#pragma once

#include <QPainter>
#include <optional>
#include <vector>

#include "core/map/road_map.h"
#include "core/world/ego_state.h"
#include "ui/scene/view_transform.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// The area of a map object; null if the map has no such object, or it is only a line. The drivable area counts as one
// layer: any polygon that it is made of.
const Area* area_of(const RoadMap& map, MapLayer layer, FeatureId id);

// Corners of the ego's box that lie in none of the polygons of the drivable area.
std::vector<Point2> corners_off_road(const RoadMap& map, const EgoState& ego);

// Outline of a picked map object with a halo that shows on every ground.
void draw_area_outline(QPainter& painter, const Theme& theme, const ViewTransform& view, const Area& area);
// A ring around a place, e.g. a corner that is where it must not be.
void draw_place_mark(QPainter& painter, const Theme& theme, const ViewTransform& view, Point2 place);

}  // namespace stepscope::ui
