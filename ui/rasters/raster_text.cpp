#include "ui/rasters/raster_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/models/quantity_text.h"
#include "ui/rasters/raster_place.h"

namespace stepscope::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Rasters", text); }

// "12.3 m ahead", "4.0 m behind"
QString side_text(double metres, const QString& positive, const QString& negative) {
  return QStringLiteral("%1 m %2").arg(std::abs(metres), 0, 'f', 1).arg(metres < 0.0 ? negative : positive);
}

QString value_text(float value) { return QString::number(std::round(static_cast<double>(value) * 1e3) / 1e3); }

float value_at(const RasterPicture& picture, RasterChannel channel, const RasterHover& hover) {
  const auto index = static_cast<std::size_t>(hover.row) * static_cast<std::size_t>(picture.features.size_px()) +
                     static_cast<std::size_t>(hover.column);
  return picture.features.channel(channel)[index];
}

}  // namespace

QString channel_title(RasterChannel channel) {
  switch (channel) {
    case RasterChannel::kEgo:
      return tr("Ego");
    case RasterChannel::kAgents:
      return tr("Agents");
    case RasterChannel::kRoadMap:
      return tr("Road map");
    case RasterChannel::kBaselinePaths:
      return tr("Baseline paths");
    case RasterChannel::kRoute:
      return tr("Route");
    case RasterChannel::kEgoSpeed:
      return tr("Ego speed");
    case RasterChannel::kPastAgents:
      return tr("Agents 1 s ago");
    case RasterChannel::kRedLights:
      return tr("Red lights");
    case RasterChannel::kSpeedLimit:
      return tr("Speed limit");
  }
  return {};
}

QString channel_help(RasterChannel channel) {
  switch (channel) {
    case RasterChannel::kEgo:
      return tr("A rectangle, always the same: where the ego is in the picture");
    case RasterChannel::kAgents:
      return tr("Boxes of all objects, drawn around the rear axle of the ego");
    case RasterChannel::kRoadMap:
      return tr(
          "Lanes and intersections 1, stop lines and crosswalks 0.5; drawn around the centre of the ego's box, "
          "1.5 m ahead of its rear axle");
    case RasterChannel::kBaselinePaths:
      return tr("Middle lines of lanes and lane connectors");
    case RasterChannel::kRoute:
      return tr("Lanes and lane connectors of the route");
    case RasterChannel::kEgoSpeed:
      return tr("How fast the ego is, the same in every pixel");
    case RasterChannel::kPastAgents:
      return tr("Objects as they were one second ago, around the ego as it is now");
    case RasterChannel::kRedLights:
      return tr("Middle lines of lane connectors whose light is red");
    case RasterChannel::kSpeedLimit:
      return tr("How fast the lanes of the route may be driven; 0 where that is not known");
  }
  return {};
}

QString parameters_text(const RasterParameters& parameters) {
  return tr("%1 channels · %2 × %2 px of %3 m = %4 m")
      .arg(parameters.channels.size())
      .arg(parameters.size_px)
      .arg(parameters.metres_per_pixel)
      .arg(2.0 * parameters.half_size_m());
}

QString method_text(const RasterMethod& method) {
  switch (method.map) {
    case RasterMethod::Map::kPerStep:
      return tr("per step");
    case RasterMethod::Map::kGathered:
      return tr("gathered");
    case RasterMethod::Map::kCanvas:
      return tr("canvas");
  }
  return {};
}

QString hover_place(const RasterPicture& picture, const RasterHover& hover) {
  const RasterPlace place = hover.channel ? RasterPlace::of_channel(*hover.channel, picture.ego, picture.parameters)
                                          : RasterPlace::of_rear_axle(picture.ego, picture.parameters);
  const QPointF middle(hover.column + 0.5, hover.row + 0.5);
  const Point2 vehicle = place.to_vehicle(middle);
  const Point2 map = place.to_map(middle);
  const bool of_box = place.origin() != picture.ego.rear_axle;
  return tr("pixel %1, %2 · %3, %4 of the %5 · map %6, %7 m")
      .arg(hover.column)
      .arg(hover.row)
      .arg(side_text(vehicle.x, tr("ahead"), tr("behind")), side_text(vehicle.y, tr("left"), tr("right")),
           of_box ? tr("box centre") : tr("rear axle"))
      .arg(map.x, 0, 'f', 1)
      .arg(map.y, 0, 'f', 1);
}

QString hover_values(const RasterPicture& picture, const RasterPicture* other, const RasterHover& hover) {
  QStringList parts;
  for (const RasterChannel channel : picture.features.channels()) {
    const float value = value_at(picture, channel, hover);
    QString text = value_text(value);
    if (other != nullptr && other->features.size_px() == picture.features.size_px() &&
        std::ranges::find(other->features.channels(), channel) != other->features.channels().end()) {
      const float second = value_at(*other, channel, hover);
      if (second != value) text += QStringLiteral(" → ") + value_text(second);
    }
    parts << tr("%1 %2").arg(channel_title(channel), text);
  }
  return parts.join(QStringLiteral(" · "));
}

QString difference_text(const PictureDifference::Channel& difference) {
  if (difference.pixels == 0) return tr("the same");
  const double share = static_cast<double>(difference.pixels) / static_cast<double>(difference.marks.size());
  return tr("%1 px (%2)").arg(count_text(difference.pixels), share_text(share));
}

QString difference_text(const PictureDifference& difference) {
  if (difference.values_all == 0) return tr("These pictures cannot be compared: they have other channels or sizes.");
  if (difference.values == 0) return tr("All %1 values are the same.").arg(count_text(difference.values_all));
  return tr("%1 of %2 values differ (%3), by %4 at most.")
      .arg(count_text(difference.values), count_text(difference.values_all), share_text(difference.share()),
           value_text(difference.largest));
}

}  // namespace stepscope::ui
