#pragma once

#include <QColor>
#include <QPainter>
#include <QRectF>
#include <QString>
#include <optional>
#include <vector>

#include "core/geometry/pose2.h"
#include "ui/scene/view_transform.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// The way driven, each step with what it cost.
struct CostPath {
  QString title;                // what is painted: "whole step", "planner"
  std::vector<Point2> places;   // rear axle at t_k, map frame
  std::vector<double> cost_ns;  // of step k, as many
  // Ends of the colour scale; what lies outside has the colour of the end. 0 … 0 without steps.
  double low_ns{0.0}, high_ns{0.0};

  bool empty() const { return places.empty(); }
};
// Scale from the cheapest step to the 98th percentile, so that single spikes do not leave all others in one colour.
CostPath cost_path(const QString& title, std::vector<Point2> places, std::vector<double> cost_ns);

// Dark blue over green to yellow (viridis, van der Walt and Smith 2015, CC0): even steps in lightness, so that it can
// be read by the colour-blind and in grey. 0 … 1.
QColor cost_colour(double share);
// 0 … 1 on the scale of `path`.
double cost_share(const CostPath& path, double ns);

// A ribbon from each step's place to the next, in the colour of the step. Where steps lie on one another (the ego
// stands, or the view is far) the costliest of them is seen.
void draw_cost_path(QPainter& painter, const Theme& theme, const ViewTransform& view, const CostPath& path,
                    const QRectF& area_px);
// The scale: a bar with title, unit and both ends. Right edge and top at `corner`; the rectangle it covers.
QRectF draw_cost_scale(QPainter& painter, const Theme& theme, const CostPath& path, QPointF corner);
// The costliest step within `reach_px` of a place on the screen; none: not on the path.
std::optional<std::size_t> cost_step_at(const CostPath& path, const ViewTransform& view, QPointF px, double reach_px);

// "step 87 · planner 0.920 ms".
QString cost_text(const CostPath& path, std::size_t step);

}  // namespace stepscope::ui
