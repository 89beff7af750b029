#include "ui/scene/map_image.h"

#include <QElapsedTimer>
#include <algorithm>
#include <cmath>

namespace stepscope::ui {

namespace {

constexpr int kSharpenScaleMs = 90, kSharpenTurnMs = 350;  // a turned image looks better than a scaled one
constexpr double kLargestPixels = 24e6;                    // of one image

bool same_scale(const ViewTransform& a, const ViewTransform& b) {
  return std::abs(a.pixels_per_metre / b.pixels_per_metre - 1.0) < 1e-9 && std::abs(a.rotation - b.rotation) < 1e-9;
}

// The view an image for `view` is drawn with: a half of the widget's size more on every side, less for huge widgets.
std::pair<ViewTransform, QSizeF> enlarged(const ViewTransform& view, QSizeF size, double device_pixel_ratio) {
  // A view that turns about the ego needs its diagonal in every direction.
  if (view.rotation != 0.0) {
    const double diagonal = std::hypot(size.width(), size.height());
    size = QSizeF(diagonal, diagonal);
  }
  const double pixels = size.width() * size.height() * device_pixel_ratio * device_pixel_ratio;
  const double factor = std::clamp(std::sqrt(kLargestPixels / std::max(pixels, 1.0)), 1.15, 1.6);
  const QSizeF large(std::ceil(size.width() * factor), std::ceil(size.height() * factor));
  return {view, large};
}

}  // namespace

MapImage::MapImage(QObject* parent) : QObject(parent) {
  pool_.setMaxThreadCount(1);
  sharpen_timer_.setSingleShot(true);
  connect(&sharpen_timer_, &QTimer::timeout, this, &MapImage::sharpen);
}

MapImage::~MapImage() { pool_.waitForDone(); }

void MapImage::set_map(RoadMapPtr map) {
  if (map == map_) return;
  map_ = std::move(map);
  shapes_.reset();
  drawing_.reset();
  last_wish_.reset();
  ++generation_;
}

void MapImage::set_style(const MapStyle& style) {
  style_ = style;
  ++generation_;
}

bool MapImage::covers(const ViewTransform& view, QSizeF size, double margin_px) const {
  if (!drawing_) return false;
  const QRectF wanted = QRectF({0, 0}, size).adjusted(-margin_px, -margin_px, margin_px, margin_px);
  const QRectF image({0, 0}, drawing_->size);
  const QTransform to_image = between(view, drawing_->view);
  for (const QPointF corner : {wanted.topLeft(), wanted.topRight(), wanted.bottomLeft(), wanted.bottomRight()})
    if (!image.contains(to_image.map(corner))) return false;
  return true;
}

bool MapImage::is_exact_for(const ViewTransform& view, QSizeF size) const {
  return drawing_ && drawing_->generation == generation_ && same_scale(drawing_->view, view) && covers(view, size, 0.0);
}

void MapImage::draw(QPainter& painter, const ViewTransform& view, QSizeF size, double device_pixel_ratio) {
  painter.fillRect(QRectF({0, 0}, size), style_.theme.scene_background);
  if (map_ == nullptr || size.isEmpty()) return;
  if (drawing_) {
    painter.save();
    painter.setClipRect(QRectF({0, 0}, size));
    if (same_scale(drawing_->view, view)) {
      // Whole device pixels: nothing is resampled, lines stay sharp.
      const QPointF at = between(drawing_->view, view).map(QPointF(0, 0)) * device_pixel_ratio;
      painter.drawImage(QPointF(std::round(at.x()), std::round(at.y())) / device_pixel_ratio, drawing_->pixels);
    } else {
      painter.setRenderHint(QPainter::SmoothPixmapTransform);
      painter.setTransform(between(drawing_->view, view), true);
      painter.drawImage(QPointF(0, 0), drawing_->pixels);
    }
    painter.restore();
  }
  const bool scaling = !last_wish_ || last_wish_->view.pixels_per_metre != view.pixels_per_metre;
  last_wish_ = Wish{view, size, device_pixel_ratio};
  // Less than what enlarged() adds at least, or drawings would never end.
  const double early = 0.05 * std::min(size.width(), size.height());
  const bool stale = !drawing_ || drawing_->generation != generation_;
  const bool other_screen = drawing_ && drawing_->pixels.devicePixelRatio() != device_pixel_ratio;
  if (stale || other_screen || !covers(view, size, early)) {
    start(*last_wish_);
  } else if (!same_scale(drawing_->view, view)) {
    // Not started anew by every frame of a run, or it would never end.
    const bool scaled = drawing_->view.pixels_per_metre != view.pixels_per_metre;
    if (scaling || !sharpen_timer_.isActive()) sharpen_timer_.start(scaled ? kSharpenScaleMs : kSharpenTurnMs);
  } else {
    sharpen_timer_.stop();
  }
}

void MapImage::draw_exactly(QPainter& painter, const ViewTransform& view, QSizeF size) {
  painter.fillRect(QRectF({0, 0}, size), style_.theme.scene_background);
  if (map_ == nullptr) return;
  if (shapes_ == nullptr) shapes_ = MapShapes::of(*map_);
  paint_map(painter, *shapes_, style_, view, QRectF({0, 0}, size));
}

void MapImage::sharpen() {
  if (last_wish_ && !is_exact_for(last_wish_->view, last_wish_->size)) start(*last_wish_);
}

void MapImage::start(const Wish& wish) {
  if (busy_) return;  // asked again by the paint that follows ready()
  busy_ = true;
  auto [view, size] = enlarged(wish.view, wish.size, wish.device_pixel_ratio);
  // The middle of the image shows what the middle of the widget shows.
  const Point2 middle = wish.view.to_map({wish.size.width() / 2.0, wish.size.height() / 2.0});
  view.centre = middle;
  view.centre_px = QPointF(size.width() / 2.0, size.height() / 2.0);
  pool_.start([this, map = map_, shapes = shapes_, style = style_, generation = generation_, view, size,
               ratio = wish.device_pixel_ratio] {
    QElapsedTimer timer;
    timer.start();
    Drawing drawing{{}, view, size, generation, map, shapes ? shapes : MapShapes::of(*map), 0.0};
    drawing.pixels = QImage((size * ratio).toSize(), QImage::Format_RGB32);
    drawing.pixels.setDevicePixelRatio(ratio);
    drawing.pixels.fill(style.theme.scene_background);
    QPainter painter(&drawing.pixels);
    paint_map(painter, *drawing.shapes, style, view, QRectF({0, 0}, size));
    painter.end();
    drawing.took_ms = static_cast<double>(timer.nsecsElapsed()) * 1e-6;
    auto shared = std::make_shared<Drawing>(std::move(drawing));
    QMetaObject::invokeMethod(
        this, [this, shared] { take(std::move(*shared)); }, Qt::QueuedConnection);
  });
}

void MapImage::take(Drawing drawing) {
  busy_ = false;
  ++drawings_;
  last_drawing_ms_ = drawing.took_ms;
  // An older style is better than nothing, an older map is not.
  if (drawing.map == map_) {
    shapes_ = drawing.shapes;
    drawing_ = std::move(drawing);
  }
  Q_EMIT ready();
}

}  // namespace stepscope::ui
