#include "ui/scene/map_painter.h"

#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>

namespace stepscope::ui {

namespace {

enum class Form { kFill, kLine };

// How one kind is drawn.
struct Look {
  SceneLayer layer;
  Form form;
  QColor colour;
  double width_m;       // lines: width on the road
  double min_width_px;  // lines: never thinner
  double from_scale;    // pixels per metre from which it is drawn
};

Look look_of(ShapeKind kind, const Theme& t) {
  QColor crosswalk_ground = t.crosswalk;
  crosswalk_ground.setAlphaF(0.25f);
  QColor connector_path = t.baseline_path;
  connector_path.setAlphaF(0.6f);
  switch (kind) {
    case ShapeKind::kDrivableArea:
      return {SceneLayer::kDrivableArea, Form::kFill, t.drivable_area, 0, 0, 0};
    case ShapeKind::kCarpark:
      return {SceneLayer::kCarparks, Form::kFill, t.carpark, 0, 0, 0};
    case ShapeKind::kWalkway:
      return {SceneLayer::kWalkways, Form::kFill, t.walkway, 0, 0, 0.3};
    case ShapeKind::kIntersection:
      return {SceneLayer::kIntersections, Form::kFill, t.lane_connector, 0, 0, 0};
    case ShapeKind::kLaneConnector:
      return {SceneLayer::kLaneConnectors, Form::kFill, t.lane_connector, 0, 0, 0.3};
    case ShapeKind::kLane:
      return {SceneLayer::kLanes, Form::kFill, t.lane, 0, 0, 0};
    case ShapeKind::kRoute:
      return {SceneLayer::kRoute, Form::kFill, t.route, 0, 0, 0};
    case ShapeKind::kIntersectionOutline:
      return {SceneLayer::kIntersections, Form::kLine, t.intersection_outline, 0.12, 1.0, 0.8};
    case ShapeKind::kCrosswalk:
      return {SceneLayer::kCrosswalks, Form::kFill, crosswalk_ground, 0, 0, 0.6};
    case ShapeKind::kCrosswalkStripe:
      return {SceneLayer::kCrosswalks, Form::kFill, t.crosswalk, 0, 0, 2.0};
    case ShapeKind::kDashedLine:
      return {SceneLayer::kLaneLines, Form::kLine, t.lane_line, 0.15, 1.0, 2.0};
    case ShapeKind::kSolidLine:
      return {SceneLayer::kLaneLines, Form::kLine, t.lane_line, 0.15, 1.0, 1.0};
    case ShapeKind::kBaseline:
      return {SceneLayer::kBaselinePaths, Form::kLine, t.baseline_path, 0.12, 1.0, 1.0};
    case ShapeKind::kConnectorBaseline:
      return {SceneLayer::kBaselinePaths, Form::kLine, connector_path, 0.12, 1.0, 1.5};
    case ShapeKind::kStopLine:
      return {SceneLayer::kStopLines, Form::kFill, t.stop_line, 0, 0, 0.8};
  }
  return {SceneLayer::kLanes, Form::kFill, t.lane, 0, 0, 0};
}

double signed_area(const QPolygonF& ring) {
  double twice = 0.0;
  for (qsizetype i = 1; i < ring.size(); ++i) twice += ring[i - 1].x() * ring[i].y() - ring[i].x() * ring[i - 1].y();
  return twice / 2.0;
}

// Draws shapes one after the other, reusing its point buffer.
class ShapePen {
 public:
  ShapePen(QPainter& painter, const Theme& theme, SceneLayers layers, const ViewTransform& view)
      : painter_(painter), theme_(theme), layers_(layers), scale_(view.pixels_per_metre), matrix_(view.matrix()) {}

  void draw(const MapPiece& shape) {
    if (!kind_known_ || shape.kind != kind_) change_to(shape.kind);
    if (!visible_) return;
    if (look_.form == Form::kLine) {
      for (const auto& line : shape.rings) draw_line(line);
    } else if (shape.rings.size() == 1 || shape.kind == ShapeKind::kCrosswalkStripe) {
      for (const auto& ring : shape.rings) {
        to_points(ring);
        painter_.drawPolygon(points_);
      }
    } else {
      draw_with_holes(shape);
    }
  }
  // Polygons of one kind as one: where they overlap, a translucent colour is laid on once.
  void draw_united(std::span<const MapPiece> shapes, const Bounds& area) {
    if (shapes.empty()) return;
    change_to(shapes.front().kind);
    if (!visible_) return;
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    for (const MapPiece& shape : shapes) {
      if (!shape.bounds.overlaps(area)) continue;
      to_points(shape.rings.front());
      if (signed_area(points_) < 0.0) std::reverse(points_.begin(), points_.end());  // or overlaps would cancel
      path.addPolygon(points_);
    }
    painter_.drawPath(path);
  }

 private:
  void change_to(ShapeKind kind) {
    kind_ = kind;
    kind_known_ = true;
    look_ = look_of(kind, theme_);
    visible_ = layers_.testFlag(look_.layer) && scale_ >= look_.from_scale;
    if (look_.form == Form::kLine) {
      painter_.setBrush(Qt::NoBrush);
      painter_.setPen(QPen(look_.colour, std::max(look_.width_m * scale_, look_.min_width_px), Qt::SolidLine,
                           Qt::FlatCap, Qt::BevelJoin));
    } else {
      painter_.setPen(Qt::NoPen);
      painter_.setBrush(look_.colour);
    }
  }

  // Into points_, leaving out vertices that fall within half a pixel of the one before.
  void to_points(const std::vector<Point2>& line) {
    points_.clear();
    for (std::size_t i = 0; i < line.size(); ++i) {
      const QPointF p = matrix_.map(QPointF(line[i].x, line[i].y));
      if (i > 0 && i + 1 < line.size() && (p - points_.back()).manhattanLength() < 0.5) continue;
      points_.append(p);
    }
  }
  void draw_line(const std::vector<Point2>& line) {
    to_points(line);
    painter_.drawPolyline(points_);
  }
  void draw_with_holes(const MapPiece& shape) {
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    for (const auto& ring : shape.rings) {
      to_points(ring);
      path.addPolygon(points_);
    }
    painter_.drawPath(path);
  }

  QPainter& painter_;
  const Theme& theme_;
  SceneLayers layers_;
  double scale_;
  QTransform matrix_;
  QPolygonF points_;
  ShapeKind kind_{ShapeKind::kDrivableArea};
  bool kind_known_{false};
  bool visible_{false};
  Look look_{};
};

}  // namespace

void paint_map(QPainter& painter, const MapShapes& shapes, const MapStyle& style, const ViewTransform& view,
               const QRectF& area_px) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, view.pixels_per_metre >= 0.5);
  ShapePen pen(painter, style.theme, style.layers, view);

  const Bounds area = view.visible(area_px);
  std::vector<std::uint32_t> visible;
  shapes.overlapping(area, visible);
  const auto draw_route = [&] {
    if (style.route != nullptr) pen.draw_united(*style.route, area);
  };
  bool route_drawn = false;
  for (const std::uint32_t i : visible) {
    const MapPiece& shape = shapes.all()[i];
    if (!route_drawn && shape.kind > ShapeKind::kRoute) {
      draw_route();
      route_drawn = true;
    }
    pen.draw(shape);
  }
  if (!route_drawn) draw_route();
  painter.restore();
}

}  // namespace stepscope::ui
