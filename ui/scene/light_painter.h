#pragma once

#include <QPainter>
#include <optional>
#include <span>

#include "core/map/road_map.h"
#include "core/world/traffic_light.h"
#include "ui/scene/view_transform.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// Colour of a stop line: that of its connectors if all lights that are known agree, else none.
std::optional<LightColour> stop_line_colour(const RoadMap& map, std::uint32_t stop_line,
                                            std::span<const TrafficLightStatus> lights);

// Lights on the road: the beginning of each governed connector and a bar across its lane in the light's colour, and the
// stop lines whose lights agree. Lights of unknown colour and of connectors that the map lacks are not drawn.
void draw_lights(QPainter& painter, const Theme& theme, const ViewTransform& view, const RoadMap& map,
                 std::span<const TrafficLightStatus> lights, const Bounds& visible);

}  // namespace stepscope::ui
