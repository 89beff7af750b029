#pragma once

#include <QPainter>
#include <QRectF>
#include <memory>

#include "ui/scene/layers.h"
#include "ui/scene/map_shapes.h"
#include "ui/scene/view_transform.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// All that decides how a map looks. A value: a drawing thread has its own.
struct MapStyle {
  Theme theme;
  SceneLayers layers{default_scene_layers()};
  std::shared_ptr<const std::vector<MapPiece>> route;  // may be null
};

// Draws the shapes that are visible in `area_px`, with the detail that the scale allows. No background. Any thread.
void paint_map(QPainter& painter, const MapShapes& shapes, const MapStyle& style, const ViewTransform& view,
               const QRectF& area_px);

}  // namespace stepscope::ui
