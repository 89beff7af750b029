#pragma once

#include <optional>

#include "ui/scene/view_transform.h"

namespace stepscope::ui {

enum class Camera { kFollow, kFree };
enum class Orientation { kNorthUp, kEgoUp };

// Where the scene is looked at from: follows the ego, or stays where the user left it. Plain arithmetic, no widget.
class SceneCamera {
 public:
  static constexpr double kDefaultVisibleM = 90.0;  // across the smaller side of the widget

  const ViewTransform& view() const { return view_; }
  Camera mode() const { return mode_; }
  Orientation orientation() const { return orientation_; }

  // The widget's size. A view that nobody has changed since it was fitted is fitted again; else what was in the middle
  // stays there.
  void resize(QSizeF size_px);
  // Shows everything once; the mode becomes free.
  void show_all(const Bounds& bounds);
  // The ego's new pose (centre of its box). Moves the view when following.
  void show_ego(const Pose2& ego);
  // There is no ego any more.
  void forget_ego() { ego_.reset(); }

  // Looks at the same place from as far away as another one, whatever the size of that one's widget; follows whom it
  // follows.
  void adopt(const SceneCamera& other);

  void set_mode(Camera mode);
  void set_orientation(Orientation orientation);
  // Follows the ego at the default scale; without an ego nothing changes but the mode.
  void reset();

  void pan(QPointF by_px);  // the mode becomes free
  // Following, the ego stays where it is; else the point under the anchor does.
  void zoom(double factor, QPointF anchor_px);
  // Centres a place with `visible_m` across the smaller side; the mode becomes free.
  void look_at(Point2 place, double visible_m);

 private:
  QPointF anchor_px() const;  // where on the widget the ego, or the centre, is shown
  double smaller_side_px() const;
  void apply_fit();
  void apply_follow();

  QSizeF size_px_{800, 600};
  ViewTransform view_;
  std::optional<Pose2> ego_;
  Camera mode_{Camera::kFollow};
  Orientation orientation_{Orientation::kNorthUp};
  enum class Fit { kNone, kEgo, kAll };
  Fit fit_{Fit::kEgo};  // what the scale follows from; kNone: the user chose it
  Bounds all_;          // with kAll
};

}  // namespace stepscope::ui
