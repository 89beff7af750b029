#include "ui/scene/other_painter.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/scene/path_painter.h"
#include "ui/scene/symbols.h"

namespace stepscope::ui {

namespace {

constexpr double kSamePlaceM = 0.05;    // nearer, and it would hide what it is compared with
constexpr double kLabelFromM = 0.1;     // distance of the egos that is worth a line
constexpr double kObjectReachM = 15.0;  // an object whose centre is further outside is not visible

QPen pen_of(const QColor& colour, double width, Qt::PenStyle style = Qt::SolidLine) {
  return {colour, width, style, Qt::FlatCap, Qt::RoundJoin};
}

void draw_plan_line(QPainter& painter, const ViewTransform& view, const Trajectory& plan, const QColor& colour) {
  QPolygonF points;
  for (const TrajectoryState& state : plan.states()) {
    const QPointF px = view.to_pixels(state.rear_axle.position());
    if (points.isEmpty() || (px - points.back()).manhattanLength() >= 1.0) points.append(px);
  }
  if (points.size() < 2) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(pen_of(colour, 2.0));
  painter.drawPolyline(points);
  const double half_px = std::clamp(0.5 * view.pixels_per_metre, 3.0, 8.0);
  for (const TimeMark& mark : time_marks(plan, 0.0)) {
    const QPointF px = view.to_pixels(mark.pose.position()), ahead = view.direction(mark.pose.heading);
    const QPointF half = QPointF(-ahead.y(), ahead.x()) * half_px;
    painter.drawLine(px - half, px + half);
  }
}

// Objects of `other` that `own` has elsewhere, or not at all. Both are small enough to be looked through.
void draw_moved_objects(QPainter& painter, SceneLayers layers, const ViewTransform& view, const StepFrame& own,
                        const StepFrame& other, const QColor& colour, const Bounds& area) {
  if (own.objects.data() == other.objects.data()) return;
  std::vector<const TrackedObject*> known;
  for (const TrackedObject& object : own.objects) known.push_back(&object);
  std::ranges::sort(known, {}, [](const TrackedObject* object) { return object->track; });
  QColor fill = colour;
  fill.setAlphaF(0.15F);
  painter.setBrush(fill);
  painter.setPen(pen_of(colour, 1.4, Qt::DashLine));
  for (const TrackedObject& object : other.objects) {
    const SceneLayer layer = is_agent(object.type) ? SceneLayer::kAgents : SceneLayer::kStaticObjects;
    if (!layers.testFlag(layer) || !area.contains(object.box.centre.position())) continue;
    const auto same =
        std::ranges::lower_bound(known, object.track, {}, [](const TrackedObject* o) { return o->track; });
    const bool there = same != known.end() && (*same)->track == object.track;
    if (there && distance((*same)->box.centre.position(), object.box.centre.position()) < kSamePlaceM) continue;
    painter.drawPolygon(PixelBox::of(object.box, view).outline());
  }
}

void draw_ego_outline(QPainter& painter, const ViewTransform& view, const EgoState& ego, const QColor& colour) {
  const PixelBox box = PixelBox::of(ego.box(), view).at_least(10.0, 5.0);
  QColor fill = colour;
  fill.setAlphaF(0.25F);
  painter.setBrush(fill);
  painter.setPen(pen_of(colour, 2.0));
  painter.drawPolygon(box.outline());
  painter.drawLine(box.at(0.4, 0.0), box.at(1.0, 0.0));
}

void draw_distance(QPainter& painter, const Theme& theme, const ViewTransform& view, const StepFrame& own,
                   const OtherDrive& other) {
  const Point2 from = own.ego.centre().position(), to = other.frame->ego.centre().position();
  const double metres = distance(from, to);
  if (metres < kLabelFromM) return;
  const QPointF a = view.to_pixels(from), b = view.to_pixels(to);
  painter.setPen(pen_of(other.colour, 1.4, Qt::DotLine));
  painter.drawLine(a, b);
  // Beside the line, so that neither car hides it.
  const QPointF along = b - a;
  const double length = std::hypot(along.x(), along.y());
  const QPointF across = length > 1.0 ? QPointF(-along.y(), along.x()) / length : QPointF(0.0, 1.0);
  const double off = std::max(1.6 * view.pixels_per_metre, 10.0) + painter.fontMetrics().height();
  draw_halo_text(painter, theme, (a + b) / 2.0 + across * off,
                 QStringLiteral("%1 %2 m").arg(other.name).arg(metres, 0, 'f', metres < 10.0 ? 2 : 1), other.colour);
}

}  // namespace

void paint_others(QPainter& painter, const Theme& theme, SceneLayers layers, const ViewTransform& view,
                  const StepFrame& own, std::span<const OtherDrive> others, const QRectF& area_px) {
  if (others.empty() || !layers.testFlag(SceneLayer::kOthers)) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const Bounds seen = view.visible(area_px);
  const Bounds area{seen.min_x - kObjectReachM, seen.min_y - kObjectReachM, seen.max_x + kObjectReachM,
                    seen.max_y + kObjectReachM};
  for (const OtherDrive& other : others) {
    if (!other.frame) continue;
    draw_moved_objects(painter, layers, view, own, *other.frame, other.colour, area);
    if (layers.testFlag(SceneLayer::kPlan)) draw_plan_line(painter, view, other.frame->trajectory, other.colour);
    if (distance(own.ego.centre().position(), other.frame->ego.centre().position()) < kSamePlaceM) continue;
    draw_ego_outline(painter, view, other.frame->ego, other.colour);
    draw_distance(painter, theme, view, own, other);
  }
  painter.restore();
}

}  // namespace stepscope::ui
