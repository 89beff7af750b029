#pragma once

#include <QPainter>
#include <QString>

#include "core/geometry/pose2.h"
#include "ui/scene/view_transform.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// Where the run that is shown went on from another one. What was driven before is drawn as a thin line.
struct ForkMark {
  int step{0};   // the first of its own
  Pose2 place;   // rear axle then, map frame
  QString text;  // for a tooltip
};

// A ring across the path.
void draw_fork_sign(QPainter& painter, const Theme& theme, QPointF centre, QPointF ahead);
void draw_fork_mark(QPainter& painter, const Theme& theme, const ViewTransform& view, const ForkMark& mark);
// Whether a place on the screen is on the mark.
bool on_fork_mark(const ForkMark& mark, const ViewTransform& view, QPointF px, double reach_px);

}  // namespace stepscope::ui
