#include "core/features/agent_sources.h"

#include <algorithm>

#include "core/features/agent_pixels.h"

namespace stepscope {

namespace {

std::span<const TrackedObject> objects_of(const RasterScene& scene, AgentTime time) {
  return time == AgentTime::kNow ? scene.objects : scene.past_objects;
}

// The reference gives agents one colour; those of the past are 1.
float colour_of(const RasterParameters& parameters, AgentTime time) {
  return time == AgentTime::kNow ? parameters.agent_colour : 1.0F;
}

}  // namespace

void OneByOneAgents::outlines(const RasterScene& scene, Outlines& out) {
  out.clear(OutlineKind::kArea, kAgentShift);
  for (const TrackedObject& object : objects_of(scene, time_))
    if (const auto corners = agent_pixels(parameters_, RasterFrame(scene.ego.rear_axle), object))
      std::ranges::copy(*corners, out.add(corners->size(), colour_of(parameters_, time_)).begin());
}

void BatchedAgents::outlines(const RasterScene& scene, Outlines& out) {
  const std::span<const TrackedObject> objects = objects_of(scene, time_);
  const RasterFrame frame(scene.ego.rear_axle);
  const float colour = colour_of(parameters_, time_);
  const double half = parameters_.half_size_m();
  out.clear(OutlineKind::kArea, kAgentShift);
  middles_.resize(objects.size());
  for (std::size_t i = 0; i < objects.size(); ++i) middles_[i] = frame.from_map(objects[i].box.centre.position());
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const Point2 middle = middles_[i];
    const bool inside = (-half < middle.x) & (middle.x < half) & (-half < middle.y) & (middle.y < half);
    if (!inside) continue;
    OrientedBox box = objects[i].box;
    box.centre = frame.from_map(box.centre);
    std::ranges::copy(box_pixels(parameters_, box), out.add(4, colour).begin());
  }
}

}  // namespace stepscope
