#include "ui/scene/map_highlight.h"

#include <QPolygonF>
#include <algorithm>
#include <span>

namespace stepscope::ui {

namespace {

const Area* find_in(std::span<const MapArea> areas, FeatureId id) {
  const auto found = std::ranges::find(areas, id, &MapArea::id);
  return found == areas.end() ? nullptr : &found->area;
}

const Area* stop_line_area(const RoadMap& map, FeatureId id) {
  const auto found = std::ranges::find(map.stop_lines(), id, &StopLine::id);
  return found == map.stop_lines().end() ? nullptr : &found->area;
}

const Area* drivable_area(const RoadMap& map, FeatureId id) {
  for (const MapArea* area : map.drivable_areas())
    if (area->id == id) return &area->area;
  return nullptr;
}

QPolygonF ring_of(const std::vector<Point2>& points, const ViewTransform& view) {
  QPolygonF ring;
  for (const Point2 p : points) ring.append(view.to_pixels(p));
  return ring;
}

}  // namespace

const Area* area_of(const RoadMap& map, MapLayer layer, FeatureId id) {
  switch (layer) {
    case MapLayer::kLane:
    case MapLayer::kLaneConnector:
    case MapLayer::kBaselinePaths: {
      const LaneSegment* segment = map.segment(id);
      return segment == nullptr ? nullptr : &segment->area;
    }
    case MapLayer::kRoadblock:
    case MapLayer::kRoadblockConnector: {
      const Roadblock* roadblock = map.roadblock(id);
      return roadblock == nullptr ? nullptr : &roadblock->area;
    }
    case MapLayer::kStopLine:
    case MapLayer::kTurnStop:
    case MapLayer::kYield:
    case MapLayer::kTrafficLight:
    case MapLayer::kStopSign:
      return stop_line_area(map, id);
    case MapLayer::kIntersection:
      return find_in(map.intersections(), id);
    case MapLayer::kCrosswalk:
      return find_in(map.crosswalks(), id);
    case MapLayer::kWalkways:
      return find_in(map.walkways(), id);
    case MapLayer::kCarparkArea:
      return find_in(map.carpark_areas(), id);
    case MapLayer::kDrivableArea:
      return drivable_area(map, id);
    case MapLayer::kBoundaries:
      return nullptr;
  }
  return nullptr;
}

std::vector<Point2> corners_off_road(const RoadMap& map, const EgoState& ego) {
  std::vector<Point2> off;
  for (const Point2 corner : ego.box().corners()) {
    const auto holds = [&](const MapArea* area) {
      return area->area.bounds().contains(corner) && area->area.contains(corner);
    };
    if (std::ranges::none_of(map.drivable_areas(), holds)) off.push_back(corner);
  }
  return off;
}

void draw_area_outline(QPainter& painter, const Theme& theme, const ViewTransform& view, const Area& area) {
  const QPen halo(theme.scene_background, 4.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
  const QPen line(theme.picked, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
  QColor fill = theme.picked;
  fill.setAlpha(28);
  for (const Polygon& part : area.parts()) {
    const QPolygonF outer = ring_of(part.exterior, view);
    painter.setBrush(fill);
    painter.setPen(halo);
    painter.drawPolygon(outer);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(line);
    painter.drawPolygon(outer);
    for (const auto& hole : part.holes) painter.drawPolygon(ring_of(hole, view));
  }
}

void draw_place_mark(QPainter& painter, const Theme& theme, const ViewTransform& view, Point2 place) {
  constexpr double kRadiusPx = 9.0;
  const QPointF at = view.to_pixels(place);
  painter.setBrush(Qt::NoBrush);
  for (const QPen& pen : {QPen(theme.scene_background, 5.0), QPen(theme.picked, 2.5)}) {
    painter.setPen(pen);
    painter.drawEllipse(at, kRadiusPx, kRadiusPx);
    painter.drawLine(at - QPointF(kRadiusPx, 0), at + QPointF(kRadiusPx, 0));
    painter.drawLine(at - QPointF(0, kRadiusPx), at + QPointF(0, kRadiusPx));
  }
}

}  // namespace stepscope::ui
