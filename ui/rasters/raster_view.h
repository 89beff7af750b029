#pragma once

#include <QImage>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "ui/rasters/picture_difference.h"
#include "ui/rasters/raster_camera.h"
#include "ui/rasters/raster_text.h"
#include "ui/rasters/raster_tiles.h"
#include "ui/rasters/tile_painter.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// A picture, or two of them and where they differ.
struct ShownRasters {
  RasterPicturePtr picture;
  RasterPicturePtr other;                         // null: nothing to compare with
  std::optional<PictureDifference> difference{};  // with other
  QString other_name;                             // "canvas", "step 41"
};

// The channels of a raster network and all of them in one picture, side by side with one zoom. Wheel: zoom about the
// pointer; drag, W A S D: pan; double click, 0: all; + −: zoom. GUI thread.
class RasterView : public QWidget {
  Q_OBJECT

 public:
  explicit RasterView(QWidget* parent = nullptr);

  void show(std::shared_ptr<const ShownRasters> shown);
  using QWidget::show;
  // Nothing to show, and why.
  void set_reason(const QString& reason);
  void set_plan_shown(bool shown);
  void set_theme(const Theme& theme);

  const std::shared_ptr<const ShownRasters>& shown() const { return shown_; }
  const QString& reason() const { return reason_; }
  const RasterCamera& camera() const { return camera_; }
  std::vector<RasterTile> tiles() const;
  std::optional<RasterHover> hover_at(QPointF position) const;
  void zoom_by(int steps);
  void fit();
  // Draws all into a rectangle of this widget's size, without the pointer's mark.
  void draw(QPainter& painter) const;

  QSize sizeHint() const override { return {320, 460}; }
  QSize minimumSizeHint() const override { return {160, 140}; }

 Q_SIGNALS:
  // None: the pointer is outside of all pictures.
  void hovered(const std::optional<stepscope::ui::RasterHover>& hover);
  // 0: all is shown.
  void zoomChanged(int zoom);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Arrangement {
    std::vector<RasterTile> tiles;
    std::vector<ChannelEntry> legend;
    QRect legend_area;
  };
  Arrangement arrangement() const;
  void paint(QPainter& painter, const std::optional<RasterHover>& pointed_at) const;
  void make_images();
  void set_hover(const std::optional<RasterHover>& hover);
  void camera_changed();
  // The tile at a position; the first one if there is none.
  QRectF tile_at(QPointF position) const;

  std::shared_ptr<const ShownRasters> shown_;
  std::vector<QImage> images_;  // combined, then the channels
  QString reason_;
  const Theme* theme_;
  RasterCamera camera_;
  std::optional<RasterHover> hover_;
  std::optional<QPointF> dragged_from_;
  bool plan_shown_{true};
};

}  // namespace stepscope::ui
