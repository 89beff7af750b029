#include "ui/scene/frame_painter.h"

#include <algorithm>
#include <array>
#include <vector>

#include "ui/scene/light_painter.h"
#include "ui/scene/map_highlight.h"
#include "ui/scene/path_painter.h"
#include "ui/scene/symbols.h"

namespace stepscope::ui {

namespace {

constexpr double kSlowestShownMps = 0.3;
constexpr double kLabelScale = 5.0;     // pixels per metre from which speeds fit beside the objects
constexpr double kObjectReachM = 15.0;  // an object whose centre is further outside is not visible

// Visible objects in the order of drawing.
std::vector<const TrackedObject*> visible_objects(const FrameScene& scene, const Bounds& area) {
  std::vector<const TrackedObject*> objects;
  for (const TrackedObject& object : scene.frame->objects) {
    const SceneLayer layer = is_agent(object.type) ? SceneLayer::kAgents : SceneLayer::kStaticObjects;
    if (scene.layers.testFlag(layer) && area.contains(object.box.centre.position())) objects.push_back(&object);
  }
  std::ranges::stable_sort(objects, {}, [](const TrackedObject* o) { return drawing_rank(o->type); });
  return objects;
}

void draw_velocity(QPainter& painter, const ViewTransform& view, Point2 from, Point2 velocity, const QColor& colour) {
  if (std::hypot(velocity.x, velocity.y) < kSlowestShownMps) return;
  draw_arrow(painter, view.to_pixels(from), view.to_pixels(from + kVelocitySeconds * velocity), colour, 1.6,
             std::clamp(0.9 * view.pixels_per_metre, 4.0, 8.0));
}

void draw_objects(QPainter& painter, const FrameScene& scene, const ViewTransform& view, const Bounds& area) {
  const std::vector<const TrackedObject*> objects = visible_objects(scene, area);
  if (scene.layers.testFlag(SceneLayer::kVelocity))
    for (const TrackedObject* object : objects)
      if (is_agent(object->type)) {
        const QColor fill = scene.theme.object(object->type);
        draw_velocity(painter, view, object->box.centre.position(), {object->vx, object->vy},
                      scene.theme.dark ? fill.lighter(130) : fill.darker(130));
      }
  for (const TrackedObject* object : objects) {
    const bool picked = scene.picked.kind == PickedItem::Kind::kObject && scene.picked.track == object->track;
    draw_object(painter, scene.theme, object->type, PixelBox::of(object->box, view),
                picked ? Emphasis::kPicked : Emphasis::kNone);
  }
  if (!scene.layers.testFlag(SceneLayer::kLabels) || view.pixels_per_metre < kLabelScale) return;
  for (const TrackedObject* object : objects) {
    if (!is_agent(object->type) || object->speed() < kSlowestShownMps) continue;
    const PixelBox box = PixelBox::of(object->box, view);
    const double below = (box.length * std::abs(box.forward.y()) + box.width * std::abs(box.forward.x())) / 2.0 + 8.0;
    draw_halo_text(painter, scene.theme, box.centre + QPointF(0.0, below),
                   QStringLiteral("%1 m/s").arg(object->speed(), 0, 'f', 1), scene.theme.text);
  }
}

void draw_map_pick(QPainter& painter, const FrameScene& scene, const ViewTransform& view) {
  if (scene.picked.kind != PickedItem::Kind::kMapFeature || scene.map == nullptr) return;
  const Area* area = area_of(*scene.map, scene.picked.layer, scene.picked.feature);
  if (area != nullptr) draw_area_outline(painter, scene.theme, view, *area);
}

// Where the drivable area is what is looked at, the corners of the ego that have left it are, too.
void draw_corners_off_road(QPainter& painter, const FrameScene& scene, const ViewTransform& view) {
  if (scene.picked.kind != PickedItem::Kind::kMapFeature || scene.picked.layer != MapLayer::kDrivableArea) return;
  if (scene.map == nullptr || scene.frame == nullptr) return;
  for (const Point2 corner : corners_off_road(*scene.map, scene.frame->ego))
    draw_place_mark(painter, scene.theme, view, corner);
}

void draw_ego_of(QPainter& painter, const FrameScene& scene, const ViewTransform& view) {
  const EgoState& ego = scene.frame->ego;
  if (scene.layers.testFlag(SceneLayer::kVelocity)) {
    const double c = std::cos(ego.rear_axle.heading), s = std::sin(ego.rear_axle.heading);
    draw_velocity(painter, view, ego.centre().position(), {c * ego.vx - s * ego.vy, s * ego.vx + c * ego.vy},
                  scene.theme.ego);
  }
  draw_ego(painter, scene.theme, PixelBox::of(ego.box(), view),
           scene.picked.kind == PickedItem::Kind::kEgo ? Emphasis::kPicked : Emphasis::kNone);
}

void draw_past(QPainter& painter, const FrameScene& scene, const ViewTransform& view) {
  if (scene.trail == nullptr) return;
  draw_trail(painter, scene.theme, view, scene.trail->before(scene.frame->step, scene.frame->time, kTrailSeconds),
             scene.frame->ego, kTrailSeconds, scene.fork != nullptr ? scene.fork->step : 0);
}

}  // namespace

void paint_frame(QPainter& painter, const FrameScene& scene, const ViewTransform& view, const QRectF& area_px) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const Bounds seen = view.visible(area_px);
  const Bounds area{seen.min_x - kObjectReachM, seen.min_y - kObjectReachM, seen.max_x + kObjectReachM,
                    seen.max_y + kObjectReachM};
  if (scene.frame != nullptr && scene.map != nullptr && scene.layers.testFlag(SceneLayer::kTrafficLights))
    draw_lights(painter, scene.theme, view, *scene.map, scene.frame->lights, area);
  draw_map_pick(painter, scene, view);
  if (scene.frame != nullptr && scene.layers.testFlag(SceneLayer::kPlan))
    draw_plan(painter, scene.theme, view, scene.frame->trajectory);
  if (scene.layers.testFlag(SceneLayer::kExpertPath)) draw_expert_path(painter, scene.theme, view, scene.expert);
  if (scene.frame != nullptr) {
    if (scene.layers.testFlag(SceneLayer::kHistory)) draw_past(painter, scene, view);
    if (scene.costs != nullptr) draw_cost_path(painter, scene.theme, view, *scene.costs, area_px);
    if (scene.fork != nullptr && scene.layers.testFlag(SceneLayer::kHistory))
      draw_fork_mark(painter, scene.theme, view, *scene.fork);
    draw_objects(painter, scene, view, area);
    draw_ego_of(painter, scene, view);
    draw_corners_off_road(painter, scene, view);
    if (scene.layers.testFlag(SceneLayer::kPlan)) draw_plan_labels(painter, scene.theme, view, scene.frame->trajectory);
  }
  painter.restore();
}

}  // namespace stepscope::ui
