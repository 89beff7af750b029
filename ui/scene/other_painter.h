#pragma once

#include <QPainter>
#include <QRectF>
#include <QString>
#include <span>

#include "core/world/step_frame.h"
#include "ui/scene/layers.h"
#include "ui/scene/view_transform.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// Another run of the same scenario at the same step, drawn into this one's scene.
struct OtherDrive {
  FramePtr frame;
  QColor colour;
  QString name;  // "B": short
};

// Draws what is different about the others over a scene: their egos and plans as outlines in their colours, objects
// where they are elsewhere (dashed), and how far the egos are apart. What is at the same place is not drawn twice.
void paint_others(QPainter& painter, const Theme& theme, SceneLayers layers, const ViewTransform& view,
                  const StepFrame& own, std::span<const OtherDrive> others, const QRectF& area_px);

}  // namespace stepscope::ui
