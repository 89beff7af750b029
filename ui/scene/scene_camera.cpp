#include "ui/scene/scene_camera.h"

#include <algorithm>

#include "core/geometry/angle.h"

namespace stepscope::ui {

namespace {
constexpr double kFitMarginPx = 24.0;
constexpr double kEgoUpHeight = 0.66;  // share of the widget's height: more room ahead than behind
}  // namespace

QPointF SceneCamera::anchor_px() const {
  const bool ahead = mode_ == Camera::kFollow && orientation_ == Orientation::kEgoUp && ego_.has_value();
  return {size_px_.width() / 2.0, size_px_.height() * (ahead ? kEgoUpHeight : 0.5)};
}

double SceneCamera::smaller_side_px() const { return std::max(std::min(size_px_.width(), size_px_.height()), 50.0); }

void SceneCamera::resize(QSizeF size_px) {
  const QPointF middle_before(size_px_.width() / 2.0, size_px_.height() / 2.0);
  const Point2 middle = view_.to_map(middle_before);
  size_px_ = size_px;
  view_.centre = middle;
  view_.centre_px = QPointF(size_px.width() / 2.0, size_px.height() / 2.0);
  apply_fit();
  apply_follow();
}

void SceneCamera::apply_fit() {
  if (fit_ == Fit::kAll) {
    const double rotation = view_.rotation;
    view_ = ViewTransform::fitting(all_, size_px_, kFitMarginPx);
    view_.rotation = rotation;
  } else if (fit_ == Fit::kEgo && ego_) {
    view_.pixels_per_metre = smaller_side_px() / kDefaultVisibleM;
  }
}

void SceneCamera::show_all(const Bounds& bounds) {
  mode_ = Camera::kFree;
  view_.rotation = 0.0;
  fit_ = Fit::kAll;
  all_ = bounds;
  apply_fit();
}

void SceneCamera::show_ego(const Pose2& ego) {
  ego_ = ego;
  if (fit_ == Fit::kEgo) apply_fit();
  apply_follow();
}

void SceneCamera::apply_follow() {
  if (mode_ != Camera::kFollow || !ego_) return;
  view_.rotation = orientation_ == Orientation::kEgoUp ? wrap_angle(kPi / 2.0 - ego_->heading) : 0.0;
  view_.centre = ego_->position();
  view_.centre_px = anchor_px();
}

void SceneCamera::adopt(const SceneCamera& other) {
  const Point2 middle = other.view_.to_map({other.size_px_.width() / 2.0, other.size_px_.height() / 2.0});
  view_ = other.view_;
  view_.centre = middle;
  view_.centre_px = QPointF(size_px_.width() / 2.0, size_px_.height() / 2.0);
  ego_ = other.ego_;
  mode_ = other.mode_;
  orientation_ = other.orientation_;
  fit_ = other.fit_;
  all_ = other.all_;
  apply_follow();
}

void SceneCamera::set_mode(Camera mode) {
  mode_ = mode;
  apply_follow();
}

void SceneCamera::set_orientation(Orientation orientation) {
  orientation_ = orientation;
  if (mode_ == Camera::kFollow && ego_) {
    apply_follow();
    return;
  }
  const Point2 middle = view_.to_map({size_px_.width() / 2.0, size_px_.height() / 2.0});
  view_.centre = middle;
  view_.centre_px = QPointF(size_px_.width() / 2.0, size_px_.height() / 2.0);
  const bool turn = orientation == Orientation::kEgoUp && ego_.has_value();
  view_ = view_.turned(turn ? wrap_angle(kPi / 2.0 - ego_->heading) : 0.0);
}

void SceneCamera::reset() {
  mode_ = Camera::kFollow;
  if (!ego_) return;
  fit_ = Fit::kEgo;
  apply_fit();
  apply_follow();
}

void SceneCamera::pan(QPointF by_px) {
  mode_ = Camera::kFree;
  fit_ = Fit::kNone;
  view_ = view_.panned(by_px);
}

void SceneCamera::zoom(double factor, QPointF anchor) {
  const bool following = mode_ == Camera::kFollow && ego_.has_value();
  view_ = view_.zoomed(factor, following ? anchor_px() : anchor);
  fit_ = Fit::kNone;
}

void SceneCamera::look_at(Point2 place, double visible_m) {
  mode_ = Camera::kFree;
  view_.centre = place;
  view_.centre_px = QPointF(size_px_.width() / 2.0, size_px_.height() / 2.0);
  view_.pixels_per_metre =
      std::clamp(smaller_side_px() / visible_m, ViewTransform::kMinScale, ViewTransform::kMaxScale);
  fit_ = Fit::kNone;
}

}  // namespace stepscope::ui
