#include "ui/scene/layers.h"

#include <QCoreApplication>

namespace stepscope::ui {

namespace {
QString tr(const char* text) { return QCoreApplication::translate("SceneLayer", text); }
}  // namespace

QString scene_layer_text(SceneLayer layer) {
  switch (layer) {
    case SceneLayer::kDrivableArea:
      return tr("Drivable area");
    case SceneLayer::kLanes:
      return tr("Lanes");
    case SceneLayer::kLaneConnectors:
      return tr("Lane connectors");
    case SceneLayer::kLaneLines:
      return tr("Lane lines");
    case SceneLayer::kIntersections:
      return tr("Intersections");
    case SceneLayer::kCrosswalks:
      return tr("Crosswalks");
    case SceneLayer::kStopLines:
      return tr("Stop lines");
    case SceneLayer::kWalkways:
      return tr("Walkways");
    case SceneLayer::kCarparks:
      return tr("Car parks");
    case SceneLayer::kBaselinePaths:
      return tr("Baseline paths");
    case SceneLayer::kRoute:
      return tr("Route");
    case SceneLayer::kTrafficLights:
      return tr("Traffic lights");
    case SceneLayer::kAgents:
      return tr("Agents");
    case SceneLayer::kStaticObjects:
      return tr("Static objects");
    case SceneLayer::kVelocity:
      return tr("Velocity vectors");
    case SceneLayer::kExpertPath:
      return tr("Expert path");
    case SceneLayer::kPlan:
      return tr("Planned trajectory");
    case SceneLayer::kHistory:
      return tr("Past path of the ego");
    case SceneLayer::kCost:
      return tr("Cost along the way driven");
    case SceneLayer::kOthers:
      return tr("Runs beside this one");
    case SceneLayer::kLabels:
      return tr("Speed labels");
    case SceneLayer::kLegend:
      return tr("Legend");
    case SceneLayer::kScale:
      return tr("Scale and north arrow");
  }
  return {};
}

SceneLayers default_scene_layers() {
  SceneLayers layers;
  for (const SceneLayer layer : kAllSceneLayers) layers |= layer;
  return layers & ~(SceneLayers(SceneLayer::kBaselinePaths) | SceneLayer::kCost | SceneLayer::kLabels);
}

SceneLayers map_scene_layers() {
  SceneLayers layers;
  for (const SceneLayer layer : kAllSceneLayers)
    if (layer < SceneLayer::kTrafficLights) layers |= layer;
  return layers;
}

}  // namespace stepscope::ui
