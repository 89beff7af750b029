#include "ui/scene/scene_view.h"

#include <QFontMetricsF>
#include <QPaintEvent>
#include <QPainter>
#include <QStyleHints>
#include <algorithm>
#include <utility>

#include "ui/scene/legend.h"
#include "ui/scene/scale_bar.h"
#include "ui/scene/symbols.h"

namespace stepscope::ui {

namespace {
constexpr int kFrameMs = 16;  // not more often than 60 times a second
constexpr double kMarginPx = 10.0;
}  // namespace

SceneView::SceneView(QWidget* parent)
    : QWidget(parent), theme_(Theme::light_theme()), empty_text_(tr("No scenario chosen")) {
  setObjectName(QStringLiteral("scene"));
  setAccessibleName(tr("Scene"));
  setAccessibleDescription(tr("The driving scene from above: map, objects, ego vehicle and its plan"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  repaint_timer_.setSingleShot(true);
  connect(&repaint_timer_, &QTimer::timeout, this, qOverload<>(&QWidget::update));
  connect(&map_image_, &MapImage::ready, this, &SceneView::request_repaint);
  restyle_map();
}

void SceneView::show_map(RoadMapPtr map) {
  content_.set_scenario(nullptr);
  content_.set_map(map);
  camera_.forget_ego();
  picked_ = {};
  ruler_.reset();
  map_image_.set_map(map);
  restyle_map();
  if (map != nullptr) {
    const Camera before = camera();
    camera_.show_all(map->bounds());
    note_mode_before(before);
  }
  request_repaint();
}

void SceneView::show_scenario(ScenarioPtr scenario) {
  if (scenario != nullptr && scenario == content_.scenario()) {
    show_frame(nullptr);
    frames_replaced_ = 0;
    return;
  }
  content_.set_scenario(std::move(scenario));
  camera_.forget_ego();
  picked_ = {};
  ruler_.reset();
  frames_replaced_ = 0;
  frame_unpainted_ = false;
  map_image_.set_map(content_.map());
  restyle_map();
  if (const StepFrame* frame = content_.shown()) {
    const Camera before = camera();
    camera_.show_ego(frame->ego.centre());
    camera_.reset();
    note_mode_before(before);
  }
  request_repaint();
}

void SceneView::show_frame(FramePtr frame) {
  if (frame_unpainted_) ++frames_replaced_;
  frame_unpainted_ = frame != nullptr;
  content_.set_frame(std::move(frame));
  if (const StepFrame* shown = content_.shown(); shown != nullptr && follows_ == Follows::kOwn)
    camera_.show_ego(shown->ego.centre());
  request_repaint();
}

void SceneView::set_fork(std::optional<ForkMark> fork) {
  content_.set_fork(std::move(fork));
  request_repaint();
}

void SceneView::set_others(std::vector<OtherDrive> others) {
  if (others.empty() && others_.empty()) return;
  others_ = std::move(others);
  request_repaint();
}

void SceneView::adopt_camera(const SceneView& leader) {
  const Camera before = camera();
  camera_.adopt(leader.camera_);
  announced_view_ = view();
  note_mode_before(before);
  request_repaint();
}

void SceneView::set_theme(const Theme& theme) {
  theme_ = theme;
  restyle_map();
  request_repaint();
}

void SceneView::set_layers(SceneLayers layers) {
  if (layers != layers_) {
    layers_ = layers;
    Q_EMIT layersChanged(layers);
  }
  if ((map_image_.style().layers & map_scene_layers()) != (layers & map_scene_layers())) restyle_map();
  request_repaint();
}

void SceneView::set_costs(CostPath costs) {
  costs_ = std::move(costs);
  if (layers_.testFlag(SceneLayer::kCost)) request_repaint();
}

void SceneView::set_caption(const QString& caption) {
  caption_ = caption;
  request_repaint();
}

void SceneView::set_empty_text(const QString& text) {
  empty_text_ = text;
  request_repaint();
}

void SceneView::set_camera(Camera camera) {
  const Camera before = this->camera();
  camera_.set_mode(camera);
  note_mode_before(before);
  request_repaint();
}

void SceneView::set_orientation(Orientation orientation) {
  if (orientation == this->orientation()) return;
  camera_.set_orientation(orientation);
  Q_EMIT orientationChanged(orientation);
  request_repaint();
}

void SceneView::set_tool(SceneTool tool) {
  if (tool == tool_) return;
  tool_ = tool;
  drag_.reset();
  if (tool == SceneTool::kPan) ruler_.reset();
  setCursor(tool == SceneTool::kMeasure ? Qt::CrossCursor : Qt::ArrowCursor);
  Q_EMIT toolChanged(tool);
  request_repaint();
}

void SceneView::reset_view() {
  const Camera before = camera();
  if (content_.shown() != nullptr) {
    camera_.reset();
  } else if (content_.map() != nullptr) {
    camera_.show_all(content_.map()->bounds());
  }
  note_mode_before(before);
  request_repaint();
}

void SceneView::zoom_in() { zoom_by(1.25, QRectF(rect()).center()); }
void SceneView::zoom_out() { zoom_by(0.8, QRectF(rect()).center()); }

void SceneView::zoom_by(double factor, QPointF anchor) {
  camera_.zoom(factor, anchor);
  request_repaint();
}

void SceneView::note_mode_before(Camera before) {
  if (camera() != before) Q_EMIT cameraChanged(camera());
}

void SceneView::pick(std::optional<Token> track) {
  pick_item(track ? PickedItem{.kind = PickedItem::Kind::kObject, .track = *track} : PickedItem{});
}

void SceneView::pick_item(const PickedItem& item) {
  picked_ = item;
  request_repaint();
}

void SceneView::restyle_map() { map_image_.set_style({theme_, layers_, content_.route()}); }

void SceneView::request_repaint() {
  if (announced_view_ != view()) {
    announced_view_ = view();
    Q_EMIT cameraMoved();
  }
  if (!since_paint_.isValid() || since_paint_.elapsed() >= kFrameMs) {
    update();
  } else if (!repaint_timer_.isActive()) {
    repaint_timer_.start(static_cast<int>(kFrameMs - since_paint_.elapsed()));
  }
}

void SceneView::resizeEvent(QResizeEvent* event) {
  camera_.resize(size());
  QWidget::resizeEvent(event);
  request_repaint();
}

void SceneView::paintEvent(QPaintEvent*) {
  since_paint_.start();
  frame_unpainted_ = false;
  QPainter painter(this);
  paint(painter, camera_.view(), size(), MapQuality::kCached);
}

QImage SceneView::render_image(QSize size, qreal scale) {
  QImage image((QSizeF(size) * scale).toSize(), QImage::Format_RGB32);
  if (image.isNull()) return image;
  image.setDevicePixelRatio(scale);
  QPainter painter(&image);
  painter.setFont(font());
  SceneCamera camera = camera_;
  camera.resize(size);
  paint(painter, camera.view(), size, MapQuality::kExact);
  return image;
}

void SceneView::paint(QPainter& painter, const ViewTransform& view, QSizeF size, MapQuality quality) {
  const QRectF area({0, 0}, size);
  if (quality == MapQuality::kExact) {
    map_image_.draw_exactly(painter, view, size);
  } else {
    map_image_.draw(painter, view, size, devicePixelRatioF());
  }
  if (content_.map() == nullptr) {
    painter.setPen(theme_.muted_text);
    painter.drawText(area.adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, empty_text_);
    return;
  }
  FrameScene scene = content_.scene(theme_, layers_, picked_);
  if (costs_shown()) scene.costs = &costs_;
  paint_frame(painter, scene, view, area);
  if (content_.running()) paint_others(painter, theme_, layers_, view, *content_.shown(), others_, area);
  paint_overlay(painter, view, size);
}

void SceneView::paint_overlay(QPainter& painter, const ViewTransform& view, QSizeF size) {
  const QRectF area = QRectF({0, 0}, size).adjusted(kMarginPx, kMarginPx, -kMarginPx, -kMarginPx);
  const QFontMetricsF metrics(painter.font(), painter.device());
  if (ruler_) draw_ruler(painter, theme_, view, ruler_->from, ruler_->to);
  QRectF legend_area = area;
  if (layers_.testFlag(SceneLayer::kScale)) {
    draw_scale_bar(painter, theme_, view, area);
    draw_north_arrow(painter, theme_, view, area);
    legend_area.setBottom(area.bottom() - metrics.height() - 20.0);
    legend_area.setRight(area.right() - 3.0 * metrics.height());
  }
  if (!caption_.isEmpty()) {
    const double room = area.width() - 5.0 * metrics.height();  // the arrow to the north is at its right
    const QString caption = metrics.elidedText(caption_, Qt::ElideRight, room);
    draw_halo_text(painter, theme_, {area.left() + room / 2.0, area.top() + metrics.height() / 2.0}, caption,
                   theme_.text);
    if (!caption.isEmpty()) legend_area.setTop(area.top() + metrics.height() + 4.0);
  }
  if (costs_shown()) {
    const double below_arrow = layers_.testFlag(SceneLayer::kScale) ? 2.5 * metrics.height() : 0.0;
    const QRectF scale = draw_cost_scale(painter, theme_, costs_, area.topRight() + QPointF(0.0, below_arrow));
    legend_area.setRight(std::min(legend_area.right(), scale.left() - kMarginPx));
  }
  if (layers_.testFlag(SceneLayer::kLegend))
    draw_legend(painter, theme_, legend_entries(content_.seen(), layers_), legend_area);

  const QString mode = tool_ == SceneTool::kMeasure ? tr("Measuring: drag from point to point")
                       : camera() == Camera::kFree && content_.shown() != nullptr
                           ? tr("Free camera · F follows the ego")
                           : QString();
  if (mode.isEmpty()) return;
  const double width = metrics.horizontalAdvance(mode);
  // Beside the scale bar, or not at all.
  const double right = area.right() - kept_clear_px_;
  if (width > (right - area.left()) * 0.7) return;
  draw_halo_text(painter, theme_, {right - width / 2.0, area.bottom() - metrics.height() / 2.0}, mode,
                 theme_.muted_text);
}

}  // namespace stepscope::ui
