#pragma once

#include <QFlags>
#include <QString>
#include <array>

namespace stepscope::ui {

// What a scene can show; each can be switched.
enum class SceneLayer : unsigned {
  kDrivableArea = 1u << 0,
  kLanes = 1u << 1,
  kLaneConnectors = 1u << 2,
  kLaneLines = 1u << 3,
  kIntersections = 1u << 4,
  kCrosswalks = 1u << 5,
  kStopLines = 1u << 6,
  kWalkways = 1u << 7,
  kCarparks = 1u << 8,
  kBaselinePaths = 1u << 9,
  kRoute = 1u << 10,
  kTrafficLights = 1u << 11,
  kAgents = 1u << 12,
  kStaticObjects = 1u << 13,
  kVelocity = 1u << 14,
  kExpertPath = 1u << 15,
  kPlan = 1u << 16,
  kHistory = 1u << 17,
  kLabels = 1u << 18,
  kLegend = 1u << 19,
  kScale = 1u << 20,
  kCost = 1u << 21,
  kOthers = 1u << 22,
};
Q_DECLARE_FLAGS(SceneLayers, SceneLayer)
Q_DECLARE_OPERATORS_FOR_FLAGS(SceneLayers)

// All layers in the order of a menu: the map first, then what moves, then the furniture.
inline constexpr std::array kAllSceneLayers{
    SceneLayer::kDrivableArea,  SceneLayer::kLanes,         SceneLayer::kLaneConnectors, SceneLayer::kLaneLines,
    SceneLayer::kIntersections, SceneLayer::kCrosswalks,    SceneLayer::kStopLines,      SceneLayer::kWalkways,
    SceneLayer::kCarparks,      SceneLayer::kBaselinePaths, SceneLayer::kRoute,          SceneLayer::kTrafficLights,
    SceneLayer::kAgents,        SceneLayer::kStaticObjects, SceneLayer::kVelocity,       SceneLayer::kExpertPath,
    SceneLayer::kPlan,          SceneLayer::kHistory,       SceneLayer::kCost,           SceneLayer::kOthers,
    SceneLayer::kLabels,        SceneLayer::kLegend,        SceneLayer::kScale,
};

// Text of its menu entry: "Lane connectors".
QString scene_layer_text(SceneLayer layer);
// Everything but baseline paths, cost and speed labels, which crowd the picture.
SceneLayers default_scene_layers();
// Those that the map drawing depends on; changing another one does not redraw the map.
SceneLayers map_scene_layers();

}  // namespace stepscope::ui
