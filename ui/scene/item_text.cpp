#include "ui/scene/item_text.h"

#include <QCoreApplication>
#include <cmath>

namespace stepscope::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("SceneItem", text); }

QString moving_text(const QString& what, double speed, double length, double width) {
  return tr("%1 · %2 m/s · %3 × %4 m").arg(what).arg(speed, 0, 'f', 1).arg(length, 0, 'f', 1).arg(width, 0, 'f', 1);
}

QString feature_text(const PickedItem& item, const RoadMap* map) {
  QString text = tr("%1 %2").arg(map_layer_text(item.layer)).arg(item.feature);
  const LaneSegment* segment = map == nullptr ? nullptr : map->segment(item.feature);
  const bool drivable = item.layer == MapLayer::kLane || item.layer == MapLayer::kLaneConnector;
  if (!drivable || segment == nullptr) return text;
  if (segment->speed_limit_mps) {
    const double limit = *segment->speed_limit_mps;
    text += tr(" · limit %1 m/s (%2 km/h)").arg(limit, 0, 'f', 1).arg(std::round(limit * 3.6), 0, 'f', 0);
  }
  if (segment->has_traffic_lights()) text += tr(" · signalled");
  return text;
}

}  // namespace

QString object_type_text(ObjectType type) {
  switch (type) {
    case ObjectType::kVehicle:
      return tr("vehicle");
    case ObjectType::kPedestrian:
      return tr("pedestrian");
    case ObjectType::kBicycle:
      return tr("bicycle");
    case ObjectType::kTrafficCone:
      return tr("traffic cone");
    case ObjectType::kBarrier:
      return tr("barrier");
    case ObjectType::kConstructionSign:
      return tr("construction sign");
    case ObjectType::kGenericObject:
      return tr("generic object");
  }
  return {};
}

QString map_layer_text(MapLayer layer) {
  switch (layer) {
    case MapLayer::kLane:
      return tr("lane");
    case MapLayer::kLaneConnector:
      return tr("lane connector");
    case MapLayer::kStopLine:
      return tr("stop line");
    case MapLayer::kCrosswalk:
      return tr("crosswalk");
    case MapLayer::kIntersection:
      return tr("intersection");
    case MapLayer::kCarparkArea:
      return tr("car park");
    case MapLayer::kWalkways:
      return tr("walkway");
    default:
      break;
  }
  const std::string_view name = layer_name(layer);
  return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())).toLower().replace(u'_', u' ');
}

QString item_text(const PickedItem& item, const StepFrame* frame, const RoadMap* map) {
  switch (item.kind) {
    case PickedItem::Kind::kNone:
      return {};
    case PickedItem::Kind::kEgo:
      if (frame == nullptr) return {};
      return moving_text(tr("ego"), frame->ego.speed(), kPacifica.length(), kPacifica.width);
    case PickedItem::Kind::kObject: {
      const TrackedObject* object = frame == nullptr ? nullptr : find_track(*frame, item.track);
      if (object == nullptr) return {};
      const QString name = object_type_text(object->type);
      if (is_agent(object->type)) return moving_text(name, object->speed(), object->box.length, object->box.width);
      return tr("%1 · %2 × %3 m").arg(name).arg(object->box.length, 0, 'f', 1).arg(object->box.width, 0, 'f', 1);
    }
    case PickedItem::Kind::kMapFeature:
      return feature_text(item, map);
  }
  return {};
}

}  // namespace stepscope::ui
