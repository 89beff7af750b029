#pragma once

#include <QImage>
#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <memory>
#include <optional>

#include "ui/scene/map_painter.h"

namespace stepscope::ui {

// The map drawn once into an image larger than the view, so that a frame costs one image copy. The image is drawn
// shifted, turned and scaled until a better one is there; that is made on another thread: at once when the view is
// about to leave the image, and shortly after zooming or turning has ended. GUI thread.
class MapImage : public QObject {
  Q_OBJECT

 public:
  explicit MapImage(QObject* parent = nullptr);
  ~MapImage() override;

  // Null: no map.
  void set_map(RoadMapPtr map);
  void set_style(const MapStyle& style);
  const MapStyle& style() const { return style_; }

  // Draws what there is into the rectangle (0, 0, size) and asks for what is missing.
  void draw(QPainter& painter, const ViewTransform& view, QSizeF size, double device_pixel_ratio);
  // Draws the map at full quality, now, on this thread.
  void draw_exactly(QPainter& painter, const ViewTransform& view, QSizeF size);

  // Whether the newest drawing shows this view as it should look.
  bool is_exact_for(const ViewTransform& view, QSizeF size) const;
  // Drawings made since the beginning, and how long the last one took.
  int drawings() const { return drawings_; }
  double last_drawing_ms() const { return last_drawing_ms_; }

 Q_SIGNALS:
  // There is a better image than the one drawn last.
  void ready();

 private:
  // A finished drawing. `view` refers to the image's own logical pixels.
  struct Drawing {
    QImage pixels;
    ViewTransform view;
    QSizeF size;
    int generation{0};
    RoadMapPtr map;
    MapShapesPtr shapes;
    double took_ms{0.0};
  };
  struct Wish {
    ViewTransform view;
    QSizeF size;
    double device_pixel_ratio{1.0};
  };

  bool covers(const ViewTransform& view, QSizeF size, double margin_px) const;
  void start(const Wish& wish);
  void take(Drawing drawing);
  void sharpen();

  RoadMapPtr map_;
  MapShapesPtr shapes_;  // null until the first drawing of a map is there
  MapStyle style_;
  int generation_{0};  // of map and style; drawings of older ones are replaced
  std::optional<Drawing> drawing_;
  std::optional<Wish> last_wish_;
  bool busy_{false};
  int drawings_{0};
  double last_drawing_ms_{0.0};
  QTimer sharpen_timer_;  // runs while the view is not shown at its own scale or rotation
  QThreadPool pool_;      // one thread
};

}  // namespace stepscope::ui
