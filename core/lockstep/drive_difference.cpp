#include "core/lockstep/drive_difference.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/geometry/angle.h"

namespace stepscope {

namespace {

constexpr double kMovedM = 0.01;

double plan_distance(const Trajectory& a, const Trajectory& b) {
  if (a.size() < 2 || b.size() < 2) return 0.0;
  double largest = 0.0;
  const auto look = [&](const Trajectory& at_knots_of) {
    for (const TrajectoryState& knot : at_knots_of.states()) {
      if (knot.time < std::max(a.start(), b.start()) || knot.time > std::min(a.end(), b.end())) continue;
      largest = std::max(largest, distance(a.at_unchecked(knot.time).rear_axle.position(),
                                           b.at_unchecked(knot.time).rear_axle.position()));
    }
  };
  // Both are straight between their knots: the distance is largest at a knot of either.
  look(a);
  look(b);
  return largest;
}

void compare_objects(std::span<const TrackedObject> a, std::span<const TrackedObject> b, DriveDifference& difference) {
  if (a.data() == b.data() && a.size() == b.size()) return;  // both show what was recorded
  const auto sorted = [](std::span<const TrackedObject> objects) {
    std::vector<const TrackedObject*> order;
    order.reserve(objects.size());
    for (const TrackedObject& object : objects) order.push_back(&object);
    // Stable: a log may use a track twice in one frame.
    std::ranges::stable_sort(order, {}, [](const TrackedObject* object) { return object->track; });
    return order;
  };
  const auto in_a = sorted(a), in_b = sorted(b);
  auto i = in_a.begin();
  auto j = in_b.begin();
  while (i != in_a.end() && j != in_b.end()) {
    if ((*i)->track == (*j)->track) {
      const double apart = distance((*i)->box.centre.position(), (*j)->box.centre.position());
      difference.agents_m = std::max(difference.agents_m, apart);
      if (apart > kMovedM) ++difference.agents_moved;
      ++i, ++j;
    } else {
      ++difference.agents_unmatched;
      (*i)->track < (*j)->track ? ++i : ++j;
    }
  }
  difference.agents_unmatched += static_cast<int>((in_a.end() - i) + (in_b.end() - j));
}

}  // namespace

DriveDifference difference_of(const StepFrame& a, const StepFrame& b) {
  DriveDifference difference{.step = a.step};
  difference.ego_m = distance(a.ego.centre().position(), b.ego.centre().position());
  difference.heading_rad = std::abs(wrap_angle(b.ego.rear_axle.heading - a.ego.rear_axle.heading));
  difference.speed_mps = b.ego.speed() - a.ego.speed();
  difference.plan_m = plan_distance(a.trajectory, b.trajectory);
  compare_objects(a.objects, b.objects, difference);
  return difference;
}

std::optional<DivergenceCause> beyond(const DriveDifference& difference, const DivergenceLimits& limits) {
  if (difference.ego_m > limits.ego_m) return DivergenceCause::kPosition;
  if (difference.heading_rad > limits.heading_rad) return DivergenceCause::kHeading;
  if (std::abs(difference.speed_mps) > limits.speed_mps) return DivergenceCause::kSpeed;
  return std::nullopt;
}

std::optional<Divergence> first_divergence(std::span<const DriveDifference> differences,
                                           const DivergenceLimits& limits) {
  for (const DriveDifference& difference : differences)
    if (const auto cause = beyond(difference, limits))
      return Divergence{.step = difference.step, .cause = *cause, .difference = difference};
  return std::nullopt;
}

}  // namespace stepscope
