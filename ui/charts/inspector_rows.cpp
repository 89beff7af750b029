#include "ui/charts/inspector_rows.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace stepscope::ui {

namespace {

QString say(const char* text) { return QCoreApplication::translate("Inspector", text); }

QString decimals(double value, int count) {
  const QString text = QString::number(value, 'f', count);
  const bool minus_zero = text.startsWith(QLatin1Char('-')) && text.toDouble() == 0.0;
  return minus_zero ? text.mid(1) : text;
}

QString with_unit(double value, int count, const char* unit) {
  return decimals(value, count) + QStringLiteral("\u00A0") + QString::fromUtf8(unit);
}

QString degrees(double radians) { return decimals(radians * 180.0 / M_PI, 1) + QStringLiteral("°"); }

QString speed_text(double mps) {
  return QStringLiteral("%1 (%2)").arg(with_unit(mps, 2, "m/s"), with_unit(3.6 * mps, 1, "km/h"));
}

QString point_text(Point2 p) { return QStringLiteral("%1, %2\u00A0m").arg(decimals(p.x, 2), decimals(p.y, 2)); }

QString from_view(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// "LANE_CONNECTOR" → "lane connector".
QString layer_text(MapLayer layer) {
  return from_view(layer_name(layer)).toLower().replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString stop_line_text(StopLineType type) {
  switch (type) {
    case StopLineType::kPedestrianCrossing: return say("pedestrian crossing");
    case StopLineType::kStopSign: return say("stop sign");
    case StopLineType::kTrafficLight: return say("traffic light");
    case StopLineType::kTurnStop: return say("turn stop");
    case StopLineType::kYield: return say("yield");
    case StopLineType::kUnknown: return say("unknown");
  }
  return {};
}

void add(InspectorRows& rows, const char* name, QString value) { rows.emplace_back(say(name), std::move(value)); }

void add_area(InspectorRows& rows, const Area& area) {
  if (!area.empty()) add(rows, "area", with_unit(area.square_metres(), 1, "m²"));
}

template <typename Items>
QString ids_text(const Items& ids) {
  QStringList texts;
  for (const FeatureId id : ids) texts << QString::number(id);
  return texts.isEmpty() ? say("none") : texts.join(QStringLiteral(", "));
}

QString neighbours(const RoadMap& map, const std::vector<std::uint32_t>& indices) {
  std::vector<FeatureId> ids;
  for (const std::uint32_t index : indices) ids.push_back(map.segments()[index].id);
  return ids_text(ids);
}

void describe_segment(const RoadMap& map, const LaneSegment& segment, InspectorRows& rows) {
  add(rows, "length", with_unit(segment.baseline.length(), 1, "m"));
  add(rows, "speed limit", segment.speed_limit_mps ? speed_text(*segment.speed_limit_mps) : say("none known"));
  add(rows, segment.kind == SegmentKind::kLane ? "roadblock" : "roadblock connector", QString::number(segment.roadblock));
  if (segment.kind == SegmentKind::kLane) add(rows, "lane index", QString::number(segment.lane_index));
  if (segment.intersection) add(rows, "intersection", QString::number(*segment.intersection));
  if (segment.kind == SegmentKind::kLaneConnector)
    add(rows, "traffic light", segment.has_traffic_lights() ? say("yes") : say("no"));
  add(rows, "from", neighbours(map, segment.incoming));
  add(rows, "to", neighbours(map, segment.outgoing));
  add_area(rows, segment.area);
}

void describe_roadblock(const RoadMap& map, const Roadblock& block, InspectorRows& rows) {
  add(rows, "lanes", neighbours(map, block.interior));
  add(rows, "from", ids_text(block.incoming));
  add(rows, "to", ids_text(block.outgoing));
  if (block.intersection) add(rows, "intersection", QString::number(*block.intersection));
  add_area(rows, block.area);
}

const MapArea* area_of(const RoadMap& map, MapLayer layer, FeatureId id) {
  const auto find = [id](const auto& areas) -> const MapArea* {
    const auto found = std::find_if(areas.begin(), areas.end(), [id](const MapArea& area) { return area.id == id; });
    return found == areas.end() ? nullptr : &*found;
  };
  const RoadMapContent& content = map.content();
  switch (layer) {
    case MapLayer::kIntersection: return find(content.intersections);
    case MapLayer::kCrosswalk: return find(content.crosswalks);
    case MapLayer::kWalkways: return find(content.walkways);
    case MapLayer::kCarparkArea: return find(content.carpark_areas);
    case MapLayer::kDrivableArea: {
      const auto areas = map.drivable_areas();
      const auto found = std::find_if(areas.begin(), areas.end(), [id](const MapArea* area) { return area->id == id; });
      return found == areas.end() ? nullptr : *found;
    }
    default: return nullptr;
  }
}

}  // namespace

InspectorContent describe_object(const StepFrame& frame, Token track) {
  const auto found = std::find_if(frame.objects.begin(), frame.objects.end(),
                                  [track](const TrackedObject& object) { return object.track == track; });
  const QString token = QString::fromStdString(track.hex());
  if (found == frame.objects.end())
    return {say("Object %1 is not in step %2").arg(token).arg(frame.step), {{say("track"), token}}};

  const TrackedObject& object = *found;
  QString type = from_view(category_name(object.type));
  InspectorContent content{type.replace(u'_', u' '), {}};
  InspectorRows& rows = content.rows;
  add(rows, "track", token);
  add(rows, "position", point_text(object.box.centre.position()));
  add(rows, "heading", degrees(object.box.centre.heading));
  if (is_agent(object.type)) {
    add(rows, "speed", speed_text(object.speed()));
    add(rows, "velocity x, y", QStringLiteral("%1, %2\u00A0m/s").arg(decimals(object.vx, 2), decimals(object.vy, 2)));
  }
  add(rows, "size l × w × h",
      QStringLiteral("%1 × %2 × %3\u00A0m")
          .arg(decimals(object.box.length, 2), decimals(object.box.width, 2), decimals(object.height, 2)));
  add(rows, "gap to ego", with_unit(distance(object.box, frame.ego.box()), 2, "m"));
  add(rows, "centre to centre",
      with_unit(distance(object.box.centre.position(), frame.ego.centre().position()), 2, "m"));
  return content;
}

InspectorContent describe_ego(const StepFrame& frame) {
  const EgoState& ego = frame.ego;
  InspectorContent content{say("ego"), {}};
  InspectorRows& rows = content.rows;
  add(rows, "step", QString::number(frame.step));
  add(rows, "rear axle", point_text(ego.rear_axle.position()));
  add(rows, "heading", degrees(ego.rear_axle.heading));
  add(rows, "speed", speed_text(ego.speed()));
  add(rows, "velocity ahead, left", QStringLiteral("%1, %2\u00A0m/s").arg(decimals(ego.vx, 2), decimals(ego.vy, 2)));
  add(rows, "accel. ahead, left",
      QStringLiteral("%1, %2\u00A0m/s²").arg(decimals(ego.ax, 2), decimals(ego.ay, 2)));
  add(rows, "yaw rate", decimals(ego.angular_velocity * 180.0 / M_PI, 1) + QStringLiteral("°/s"));
  add(rows, "steering angle", degrees(ego.steering_angle));
  add(rows, "steering rate", decimals(ego.steering_rate * 180.0 / M_PI, 1) + QStringLiteral("°/s"));
  if (frame.trajectory.size() >= 2)
    add(rows, "plan", QStringLiteral("%1 states, %2\u00A0s")
                          .arg(frame.trajectory.size())
                          .arg(decimals(seconds_between(frame.trajectory.start(), frame.trajectory.end()), 1)));
  return content;
}

InspectorContent describe_feature(const RoadMap& map, MapLayer layer, FeatureId id) {
  InspectorContent content{layer_text(layer), {}};
  InspectorRows& rows = content.rows;
  add(rows, "id", QString::number(id));
  switch (layer) {
    case MapLayer::kLane:
    case MapLayer::kLaneConnector:
      if (const LaneSegment* segment = map.segment(id)) {
        describe_segment(map, *segment, rows);
        return content;
      }
      break;
    case MapLayer::kRoadblock:
    case MapLayer::kRoadblockConnector:
      if (const Roadblock* block = map.roadblock(id)) {
        describe_roadblock(map, *block, rows);
        return content;
      }
      break;
    case MapLayer::kStopLine: {
      const auto lines = map.stop_lines();
      const auto found = std::find_if(lines.begin(), lines.end(), [id](const StopLine& line) { return line.id == id; });
      if (found == lines.end()) break;
      add(rows, "kind", stop_line_text(found->type));
      add_area(rows, found->area);
      return content;
    }
    default:
      if (const MapArea* area = area_of(map, layer, id)) {
        add_area(rows, area->area);
        return content;
      }
  }
  content.title = say("%1 is not in this map").arg(content.title);
  return content;
}

}  // namespace stepscope::ui
