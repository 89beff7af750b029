#pragma once

#include <QPainter>
#include <span>
#include <vector>

#include "core/world/trajectory.h"
#include "ui/scene/ego_trail.h"
#include "ui/scene/view_transform.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// Whole seconds of a plan that get a mark: the place on the trajectory and its label.
struct TimeMark {
  int seconds{0};
  Pose2 pose;           // rear axle
  bool labelled{true};  // false where labels would run into each other
};
// Marks at 1 s, 2 s … after the start; a label only if it is `label_gap_m` from the last one.
std::vector<TimeMark> time_marks(const Trajectory& plan, double label_gap_m);

// The way driven in the log, dashed.
void draw_expert_path(QPainter& painter, const Theme& theme, const ViewTransform& view, std::span<const Point2> path);
// The plan as a band as wide as the ego with a centre line and cross marks each second.
void draw_plan(QPainter& painter, const Theme& theme, const ViewTransform& view, const Trajectory& plan);
// The labels of the marks, beside the band; drawn after the objects so that nothing hides them.
void draw_plan_labels(QPainter& painter, const Theme& theme, const ViewTransform& view, const Trajectory& plan);
// The past path, fading; not joined across gaps. Thin before the step `first_own`, where another run drove.
void draw_trail(QPainter& painter, const Theme& theme, const ViewTransform& view,
                std::span<const EgoTrail::Sample> samples, const EgoState& now, double seconds, int first_own = 0);
double trail_px(const ViewTransform& view);     // its width
double replayed_px(const ViewTransform& view);  // of the thin part

}  // namespace stepscope::ui
