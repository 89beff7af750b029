#include "ui/scene/light_painter.h"

#include <algorithm>
#include <array>
#include <set>

#include "ui/scene/line_cutting.h"

namespace stepscope::ui {

namespace {

constexpr double kShownM = 7.0;    // of a connector
constexpr double kBarHalfM = 1.5;  // half a lane

QPolygonF to_pixels(const ViewTransform& view, std::span<const Point2> points) {
  QPolygonF out;
  for (const Point2 p : points) out.append(view.to_pixels(p));
  return out;
}

void draw_connector(QPainter& painter, const QColor& colour, const ViewTransform& view, const LaneSegment& connector) {
  const QPolygonF way = to_pixels(view, beginning_of(connector.baseline.points(), kShownM));
  if (way.size() < 2) return;
  const double scale = view.pixels_per_metre;
  painter.setPen(QPen(colour, std::max(2.0, 0.3 * scale), Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
  painter.drawPolyline(way);
  const Pose2 start = connector.baseline.pose_at(0.0);
  const QPointF ahead = view.direction(start.heading), across = QPointF(ahead.y(), -ahead.x()) * kBarHalfM * scale;
  painter.setPen(QPen(colour, std::max(3.0, 0.6 * scale), Qt::SolidLine, Qt::FlatCap));
  painter.drawLine(way.front() - across, way.front() + across);
}

}  // namespace

std::optional<LightColour> stop_line_colour(const RoadMap& map, std::uint32_t stop_line,
                                            std::span<const TrafficLightStatus> lights) {
  std::optional<LightColour> colour;
  for (const TrafficLightStatus& light : lights) {
    const LaneSegment* segment = map.segment(light.lane_connector);
    if (segment == nullptr || light.colour == LightColour::kUnknown) continue;
    if (std::ranges::find(segment->stop_lines, stop_line) == segment->stop_lines.end()) continue;
    if (colour && *colour != light.colour) return std::nullopt;
    colour = light.colour;
  }
  return colour;
}

void draw_lights(QPainter& painter, const Theme& theme, const ViewTransform& view, const RoadMap& map,
                 std::span<const TrafficLightStatus> lights, const Bounds& visible) {
  std::set<std::uint32_t> stop_lines;
  // Red last: where connectors of different colours begin at one lane, the most restrictive bar is seen.
  for (const LightColour colour : {LightColour::kGreen, LightColour::kYellow, LightColour::kRed}) {
    for (const TrafficLightStatus& light : lights) {
      if (light.colour != colour) continue;
      const LaneSegment* connector = map.segment(light.lane_connector);
      if (connector == nullptr || connector->baseline.empty()) continue;
      stop_lines.insert(connector->stop_lines.begin(), connector->stop_lines.end());
      if (connector->baseline.bounds().overlaps(visible))
        draw_connector(painter, theme.light(colour), view, *connector);
    }
  }
  painter.setPen(Qt::NoPen);
  for (const std::uint32_t index : stop_lines) {
    if (index >= map.stop_lines().size()) continue;
    const Area& area = map.stop_lines()[index].area;
    if (!area.bounds().overlaps(visible)) continue;
    const std::optional<LightColour> colour = stop_line_colour(map, index, lights);
    if (!colour) continue;
    QColor fill = theme.light(*colour);
    fill.setAlphaF(0.55f);
    painter.setBrush(fill);
    for (const Polygon& part : area.parts()) painter.drawPolygon(to_pixels(view, part.exterior));
  }
}

}  // namespace stepscope::ui
