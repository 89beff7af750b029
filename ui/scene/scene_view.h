#pragma once

#include <QElapsedTimer>
#include <QImage>
#include <QTimer>
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/scene/layers.h"
#include "ui/scene/map_image.h"
#include "ui/scene/other_painter.h"
#include "ui/scene/scene_camera.h"
#include "ui/scene/scene_content.h"

namespace stepscope::ui {

// What dragging with the left button does.
enum class SceneTool { kPan, kMeasure };

// The scene from above: the map, the recorded world and what the planner makes of it. Shows what it is told and starts
// nothing. Left drag pans (the camera becomes free), the wheel zooms to the cursor, a click picks, a double click zooms
// to an object, hovering explains. Keys: F follow/free, R reset view, + and − zoom, M measure, Escape picks nothing.
// GUI thread.
class SceneView : public QWidget {
  Q_OBJECT

 public:
  explicit SceneView(QWidget* parent = nullptr);

  // Only a map, all of it. Null: nothing.
  void show_map(RoadMapPtr map);
  // Map, route, expert path and the recorded first moment, camera on the ego. The scenario that is shown already: back
  // to its first moment, the camera stays. Null: nothing is chosen.
  void show_scenario(ScenarioPtr scenario);
  // The newest frame; those that come faster than the screen shows are replaced unseen. Null: the moment before the
  // run.
  void show_frame(FramePtr frame);
  // Frames that were replaced by a newer one before they were painted, since show_scenario().
  qint64 frames_replaced() const { return frames_replaced_; }

  void set_theme(const Theme& theme);
  void set_layers(SceneLayers layers);
  SceneLayers layers() const { return layers_; }
  void set_layer(SceneLayer layer, bool on) { set_layers(layers_.setFlag(layer, on)); }
  // What the layer "cost" shows, once it is switched on: the steps of the run so far.
  void set_costs(CostPath costs);
  const CostPath& costs() const { return costs_; }
  // Where the run went on from another one; none: it did not. Forgotten with the scenario.
  void set_fork(std::optional<ForkMark> fork);
  const std::optional<ForkMark>& fork() const { return content_.fork(); }
  // The same step of other runs, drawn over this one's.
  void set_others(std::vector<OtherDrive> others);
  const std::vector<OtherDrive>& others() const { return others_; }
  // A line at the upper edge, e.g. the planner's name; empty: none.
  void set_caption(const QString& caption);
  // So much of the lower right corner is covered by the window's buttons: nothing is written there.
  void keep_clear(int width_px) { kept_clear_px_ = width_px; }
  // What is said in the middle while nothing is shown.
  void set_empty_text(const QString& text);

  void set_camera(Camera camera);
  Camera camera() const { return camera_.mode(); }
  void set_orientation(Orientation orientation);
  Orientation orientation() const { return camera_.orientation(); }
  void set_tool(SceneTool tool);
  SceneTool tool() const { return tool_; }
  void reset_view();
  void zoom_in();
  void zoom_out();
  const ViewTransform& view() const { return camera_.view(); }

  // Looks where another scene looks. No cameraMoved().
  void adopt_camera(const SceneView& leader);
  // Whose ego a camera that follows follows: that of the frames shown, or whatever adopt_camera() brings.
  enum class Follows { kOwn, kLeader };
  void set_follows(Follows follows) { follows_ = follows; }

  // Marks an object of the frame by its track; none: nothing is marked. No signal.
  void pick(std::optional<Token> track);
  // Marks anything: an object, the ego, a map object (the drivable area together with the corners that have left it).
  // No signal.
  void pick_item(const PickedItem& item);
  const PickedItem& picked_item() const { return picked_; }

  // The present picture with another size, at full quality. `scale`: device pixels per logical pixel.
  QImage render_image(QSize size, qreal scale);

  const MapImage& map_image() const { return map_image_; }
  QSize sizeHint() const override { return {900, 640}; }
  QSize minimumSizeHint() const override { return {240, 180}; }

 Q_SIGNALS:
  // The user pointed at something, or at nothing (kind kNone).
  void picked(const stepscope::ui::PickedItem& item);
  // What is under the cursor, in a line with units; empty: nothing.
  void hovered(const QString& text);
  // A step was clicked on the cost painted along the way.
  void costStepPicked(int step);
  // The scene is looked at from elsewhere: the user moved the camera, or it went along with the ego.
  void cameraMoved();
  void layersChanged(stepscope::ui::SceneLayers layers);
  void cameraChanged(stepscope::ui::Camera camera);
  void orientationChanged(stepscope::ui::Orientation orientation);
  void toolChanged(stepscope::ui::SceneTool tool);
  // A menu is asked for at a place of the screen. `step`: whose place on the ego's past path is there; −1: elsewhere.
  void menuWished(const QPoint& global, int step);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  enum class MapQuality { kCached, kExact };
  void paint(QPainter& painter, const ViewTransform& view, QSizeF size, MapQuality quality);
  void paint_overlay(QPainter& painter, const ViewTransform& view, QSizeF size);
  void restyle_map();
  void request_repaint();
  void zoom_by(double factor, QPointF anchor);
  void note_mode_before(Camera before);
  void hover(QPointF at, QPoint global);
  PickedItem item_at(QPointF px) const;
  bool costs_shown() const { return layers_.testFlag(SceneLayer::kCost) && !costs_.empty(); }
  // The step whose cost is painted there, unless an object lies over it.
  std::optional<std::size_t> cost_step(const PickedItem& item, QPointF px) const;

  Theme theme_;
  SceneLayers layers_{default_scene_layers()};
  SceneContent content_;
  SceneCamera camera_;
  MapImage map_image_;
  PickedItem picked_;
  CostPath costs_;
  std::vector<OtherDrive> others_;
  Follows follows_{Follows::kOwn};
  ViewTransform announced_view_;
  QString caption_, empty_text_, hover_text_;
  int kept_clear_px_{0};
  SceneTool tool_{SceneTool::kPan};

  struct Drag {
    QPointF begin, last;
    bool moved{false};
  };
  std::optional<Drag> drag_;
  struct Ruler {
    Point2 from, to;
  };
  std::optional<Ruler> ruler_;

  bool frame_unpainted_{false};
  qint64 frames_replaced_{0};
  QElapsedTimer since_paint_;
  QTimer repaint_timer_;
};

}  // namespace stepscope::ui
