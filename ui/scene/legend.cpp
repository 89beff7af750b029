#include "ui/scene/legend.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "ui/scene/frame_painter.h"
#include "ui/scene/item_text.h"
#include "ui/scene/symbols.h"

namespace stepscope::ui {

namespace {

using Sign = LegendEntry::Sign;

constexpr double kPadding = 8.0, kSignWidth = 26.0, kColumnGap = 14.0;
constexpr double kSmallScene = 600.0;   // px
constexpr double kLargestShare = 0.6;  // of width or height; a legend may be tall or wide, not both

QString tr(const char* text) { return QCoreApplication::translate("SceneLegend", text); }

PixelBox sample_box(ObjectType type, QPointF centre) {
  PixelBox box{centre, 20.0, 10.0, {1.0, 0.0}};
  if (type == ObjectType::kPedestrian || type == ObjectType::kTrafficCone) box.length = box.width = 9.0;
  if (type == ObjectType::kConstructionSign) box.length = box.width = 11.0;
  return box;
}

void draw_sign(QPainter& painter, const Theme& theme, const LegendEntry& entry, QPointF c) {
  const QPointF half(kSignWidth / 2.0 - 3.0, 0.0);
  switch (entry.sign) {
    case Sign::kEgo:
      return draw_ego(painter, theme, {c, 20.0, 10.0, {1.0, 0.0}}, Emphasis::kNone);
    case Sign::kObject:
      return draw_object(painter, theme, entry.type, sample_box(entry.type, c), Emphasis::kNone);
    case Sign::kVelocity:
      return draw_arrow(painter, c - half, c + half, theme.text, 1.6, 7.0);
    case Sign::kPlan: {
      QColor band = theme.planned_trajectory;
      band.setAlphaF(0.28f);
      painter.fillRect(QRectF(c - half - QPointF(0, 5), c + half + QPointF(0, 5)), band);
      painter.setPen(QPen(theme.planned_trajectory, 2.0));
      painter.drawLine(c - half, c + half);
      painter.drawLine(c + half * 0.3 - QPointF(0, 5), c + half * 0.3 + QPointF(0, 5));
      return;
    }
    case Sign::kExpertPath: {
      QPen pen(theme.expert_path, 1.6, Qt::CustomDashLine, Qt::FlatCap);
      pen.setDashPattern({4.0, 3.0});
      painter.setPen(pen);
      painter.drawLine(c - half, c + half);
      return;
    }
    case Sign::kHistory:
      painter.setPen(QPen(theme.history_tail, 4.0, Qt::SolidLine, Qt::FlatCap));
      painter.drawLine(c - half, c + half);
      return;
    case Sign::kReplayed:
      painter.setPen(QPen(theme.history_tail, 2.0, Qt::SolidLine, Qt::FlatCap));
      painter.drawLine(c - half, c + half);
      return;
    case Sign::kFork:
      return draw_fork_sign(painter, theme, c, {1.0, 0.0});
    case Sign::kLights: {
      double x = -8.0;
      painter.setPen(Qt::NoPen);
      for (const LightColour colour : {LightColour::kRed, LightColour::kYellow, LightColour::kGreen}) {
        painter.setBrush(theme.light(colour));
        painter.drawRect(QRectF(c.x() + x - 3.0, c.y() - 3.0, 6.0, 6.0));
        x += 8.0;
      }
      return;
    }
    case Sign::kRoute:
      painter.fillRect(QRectF(c - half - QPointF(0, 5), c + half + QPointF(0, 5)), theme.lane);
      painter.fillRect(QRectF(c - half - QPointF(0, 5), c + half + QPointF(0, 5)), theme.route);
      return;
  }
}

}  // namespace

void SeenItems::add(const StepFrame& frame) {
  ego = true;
  plan = plan || frame.trajectory.size() >= 2;
  for (const TrackedObject& object : frame.objects) {
    types.set(static_cast<std::size_t>(object.type));
    moving = moving || is_agent(object.type);
  }
  for (const TrafficLightStatus& light : frame.lights) lights = lights || light.colour != LightColour::kUnknown;
}

std::vector<LegendEntry> legend_entries(const SeenItems& seen, SceneLayers layers) {
  std::vector<LegendEntry> entries;
  const auto add = [&](bool there, Sign sign, const QString& text) {
    if (there) entries.push_back({sign, ObjectType::kVehicle, text});
  };
  add(seen.ego, Sign::kEgo, tr("ego"));
  for (int i = 0; i < kObjectTypeCount; ++i) {
    const auto type = static_cast<ObjectType>(i);
    const SceneLayer layer = is_agent(type) ? SceneLayer::kAgents : SceneLayer::kStaticObjects;
    if (seen.types.test(static_cast<std::size_t>(i)) && layers.testFlag(layer))
      entries.push_back({Sign::kObject, type, object_type_text(type)});
  }
  const auto on = [&](SceneLayer layer) { return layers.testFlag(layer); };
  add((seen.moving || seen.ego) && on(SceneLayer::kVelocity), Sign::kVelocity,
      tr("velocity × %1 s").arg(kVelocitySeconds));
  add(seen.plan && on(SceneLayer::kPlan), Sign::kPlan, tr("plan, mark per second"));
  add(seen.expert && on(SceneLayer::kExpertPath), Sign::kExpertPath, tr("expert path"));
  add(seen.plan && on(SceneLayer::kHistory), Sign::kHistory, tr("past %1 s").arg(kTrailSeconds));
  add(seen.fork && on(SceneLayer::kHistory), Sign::kReplayed, tr("past of the run forked from"));
  add(seen.fork && on(SceneLayer::kHistory), Sign::kFork, tr("forked here"));
  add(seen.lights && on(SceneLayer::kTrafficLights), Sign::kLights, tr("traffic light"));
  add(seen.route && on(SceneLayer::kRoute), Sign::kRoute, tr("route"));
  return entries;
}

void draw_legend(QPainter& painter, const Theme& theme, const std::vector<LegendEntry>& entries, const QRectF& area) {
  if (entries.empty()) return;
  painter.save();
  QFont font = painter.font();   // quieter than the scene, and smaller where the scene is
  const double scale = area.width() < kSmallScene ? 0.78 : 0.9;
  if (font.pointSizeF() > 0.0) {
    font.setPointSizeF(font.pointSizeF() * scale);
  } else {
    font.setPixelSize(static_cast<int>(font.pixelSize() * scale));
  }
  painter.setFont(font);
  const QFontMetricsF metrics(font, painter.device());
  const double row = std::max(metrics.height() + 2.0, 14.0);
  const int fitting = std::max(1, static_cast<int>((area.height() - 2.0 * kPadding) / row));
  const int columns = (static_cast<int>(entries.size()) + fitting - 1) / fitting;
  const int rows = (static_cast<int>(entries.size()) + columns - 1) / columns;
  double text_width = 0.0;
  for (const LegendEntry& entry : entries) text_width = std::max(text_width, metrics.horizontalAdvance(entry.text));
  const double column = kSignWidth + 6.0 + std::ceil(text_width);
  const QSizeF size(columns * column + (columns - 1) * kColumnGap + 2.0 * kPadding, rows * row + 2.0 * kPadding);
  if (size.width() > kLargestShare * area.width() && size.height() > kLargestShare * area.height()) {
    painter.restore();
    return;
  }

  painter.setRenderHint(QPainter::Antialiasing);
  QColor plate = theme.panel;
  plate.setAlphaF(0.86f);
  painter.setPen(QPen(theme.border, 1.0));
  painter.setBrush(plate);
  painter.drawRoundedRect(QRectF(area.topLeft() + QPointF(0.5, 0.5), size), 4.0, 4.0);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const int index = static_cast<int>(i);
    const QPointF corner =
        area.topLeft() + QPointF(kPadding + (index / rows) * (column + kColumnGap), kPadding + (index % rows) * row);
    draw_sign(painter, theme, entries[i], corner + QPointF(kSignWidth / 2.0, row / 2.0));
    painter.setPen(theme.text);
    painter.drawText(QRectF(corner + QPointF(kSignWidth + 6.0, 0.0), QSizeF(text_width + 2.0, row)),
                     Qt::AlignVCenter | Qt::AlignLeft, entries[i].text);
  }
  painter.restore();
}

}  // namespace stepscope::ui
