#include "core/metrics/moving_boxes.h"

#include <algorithm>
#include <cmath>

#include "core/metrics/collisions.h"

namespace stepscope {

namespace {

constexpr double kMargin = 1e-6;  // m, far above what rounding of map coordinates does

void advance(MovingBox& moving) {
  moving.box.centre.x += moving.step.x;
  moving.box.centre.y += moving.step.y;
}

struct Direction {
  double c, s;
};
Direction direction_of(const OrientedBox& box) { return {std::cos(box.centre.heading), std::sin(box.centre.heading)}; }

// Half of what the box covers along the unit vector u.
double half_extent(const OrientedBox& box, Direction d, Point2 u) {
  return (box.length * std::abs(d.c * u.x + d.s * u.y) + box.width * std::abs(d.c * u.y - d.s * u.x)) / 2.0;
}

}  // namespace

std::optional<int> first_collision_by_steps(const MovingBox& a, const MovingBox& b, int moments) {
  MovingBox one = a, other = b;
  for (int i = 1; i <= moments; ++i) {
    advance(one);
    advance(other);
    if (collide(one.box, other.box)) return i;
  }
  return std::nullopt;
}

std::optional<int> first_collision(const MovingBox& a, const MovingBox& b, int moments) {
  const Direction da = direction_of(a.box), db = direction_of(b.box);
  const Point2 distance = b.box.centre.position() - a.box.centre.position();
  const Point2 step = b.step - a.step;
  double first = 1.0, last = moments;
  for (const Direction d : {da, db}) {
    for (const Point2 u : {Point2{d.c, d.s}, Point2{-d.s, d.c}}) {
      const double reach = half_extent(a.box, da, u) + half_extent(b.box, db, u) + kMargin;
      const double start = distance.x * u.x + distance.y * u.y;
      const double speed = step.x * u.x + step.y * u.y;
      if (std::abs(speed) * moments < kMargin) {
        if (!(std::abs(start) <= reach + kMargin)) return std::nullopt;
        continue;
      }
      const double enter = (-reach - start) / speed, leave = (reach - start) / speed;
      first = std::max(first, std::min(enter, leave));
      last = std::min(last, std::max(enter, leave));
    }
  }
  if (!(first <= last)) return std::nullopt;
  MovingBox one = a, other = b;
  for (int i = 1; i <= moments && i <= last; ++i) {
    advance(one);
    advance(other);
    if (i >= first && collide(one.box, other.box)) return i;
  }
  return std::nullopt;
}

}  // namespace stepscope
