#include "core/planning/pdm/drive_path.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/geometry/angle.h"

namespace stepscope {

namespace {

// The smallest squared distance of p to a rectangle.
double squared_distance(const Bounds& bounds, Point2 p) {
  const double dx = std::max({bounds.min_x - p.x, p.x - bounds.max_x, 0.0});
  const double dy = std::max({bounds.min_y - p.y, p.y - bounds.max_y, 0.0});
  return dx * dx + dy * dy;
}

// Nearest point of a segment: the fraction of its length, and the distance, as GEOS computes them.
struct Nearest {
  double fraction{0.0};
  double distance{0.0};
};
Nearest nearest_on(Point2 from, Point2 to, Point2 p) {
  const Point2 d = to - from, q = p - from;
  const double squared_length = d.x * d.x + d.y * d.y;
  const double fraction = squared_length > 0.0 ? (q.x * d.x + q.y * d.y) / squared_length : 0.0;
  if (fraction <= 0.0) return {0.0, std::sqrt(q.x * q.x + q.y * q.y)};
  const Point2 r = p - to;
  if (fraction >= 1.0) return {1.0, std::sqrt(r.x * r.x + r.y * r.y)};
  return {fraction, std::abs(d.x * q.y - d.y * q.x) / std::sqrt(squared_length)};
}

}  // namespace

DrivePath::DrivePath(std::vector<Pose2> poses) : poses_(std::move(poses)) {
  double turned = 0.0;
  for (std::size_t i = 0; i < poses_.size(); ++i) {
    points_.push_back(poses_[i].position());
    progress_.push_back(i == 0 ? 0.0 : progress_.back() + distance(points_[i - 1], points_[i]));
    // Jumps beyond half a turn are taken out.
    if (i > 0) {
      const double jump = poses_[i].heading - poses_[i - 1].heading;
      if (std::abs(jump) > kPi) turned += wrap_angle(jump) - jump;
    }
    unwrapped_.push_back(poses_[i].heading + turned);
  }
  for (std::size_t first = 0; first + 1 < points_.size(); first += kChunk) {
    Bounds bounds;
    for (std::size_t i = first; i <= std::min(first + kChunk, points_.size() - 1); ++i) bounds.extend(points_[i]);
    chunks_.push_back(bounds);
  }
}

Pose2 DrivePath::pose_at(double wanted, std::size_t& hint) const {
  const double progress = std::min(std::max(wanted, kLeastProgress), length());
  // The first vertex at or past the place, never the first of all. A place is mostly near the one before.
  const std::size_t last = progress_.size() - 1;
  std::size_t next = std::clamp<std::size_t>(hint, 1, last);
  constexpr int kSteps = 8;
  int steps = 0;
  while (steps < kSteps && next < last && progress_[next] < progress) ++next, ++steps;
  while (steps < kSteps && next > 1 && progress_[next - 1] >= progress) --next, ++steps;
  if (steps == kSteps) {
    next = static_cast<std::size_t>(std::lower_bound(progress_.begin(), progress_.end(), progress) - progress_.begin());
    next = std::clamp<std::size_t>(next, 1, last);
  }
  hint = next;
  const std::size_t i = next - 1;
  const double width = progress_[next] - progress_[i], offset = progress - progress_[i];
  const auto between = [&](double lo, double hi) { return (hi - lo) / width * offset + lo; };
  return {between(points_[i].x, points_[next].x), between(points_[i].y, points_[next].y),
          wrap_angle(between(unwrapped_[i], unwrapped_[next]))};
}

DrivePath::Projection DrivePath::project(Point2 p, double limit) const {
  // Nothing is nearer than this (plus rounding), so that chunks farther away need no look.
  std::size_t nearest_chunk = 0;
  double bound = std::numeric_limits<double>::infinity();
  for (std::size_t c = 0; c < chunks_.size(); ++c) {
    const double squared = squared_distance(chunks_[c], p);
    if (squared < bound) {
      bound = squared;
      nearest_chunk = c;
    }
  }
  Projection best{.progress = 0.0, .distance = std::numeric_limits<double>::infinity()};
  if (bound > limit * limit) return best;
  const auto first_of = [](std::size_t chunk) { return chunk * kChunk; };
  const auto end_of = [&](std::size_t chunk) { return std::min((chunk + 1) * kChunk, points_.size() - 1); };
  double reach = std::numeric_limits<double>::infinity();
  for (std::size_t i = first_of(nearest_chunk); i < end_of(nearest_chunk); ++i)
    reach = std::min(reach, nearest_on(points_[i], points_[i + 1], p).distance);
  const double squared_reach = reach * reach * (1.0 + 1e-9) + 1e-12;

  for (std::size_t c = 0; c < chunks_.size(); ++c) {
    if (squared_distance(chunks_[c], p) > squared_reach) continue;
    for (std::size_t i = first_of(c); i < end_of(c); ++i) {
      const auto [fraction, d] = nearest_on(points_[i], points_[i + 1], p);
      if (!(d < best.distance)) continue;
      best = {.progress = progress_[i] + fraction * (progress_[i + 1] - progress_[i]), .distance = d};
    }
  }
  return best;
}

DrivePath DrivePath::shifted(double offset) const {
  std::vector<Pose2> poses = poses_;
  for (Pose2& pose : poses) {
    const double left = pose.heading + kPi / 2.0;
    pose.x += offset * std::cos(left);
    pose.y += offset * std::sin(left);
  }
  return DrivePath(std::move(poses));
}

Point2 DrivePath::point_at(double progress) const {
  if (progress <= 0.0) return points_.front();
  const auto next =
      static_cast<std::size_t>(std::upper_bound(progress_.begin(), progress_.end(), progress) - progress_.begin());
  if (next == progress_.size()) return points_.back();
  const double fraction = (progress - progress_[next - 1]) / (progress_[next] - progress_[next - 1]);
  return points_[next - 1] + fraction * (points_[next] - points_[next - 1]);
}

DrivePath::Range DrivePath::piece(double from, double to, std::vector<Point2>& out) const {
  out.clear();
  from = std::clamp(from, 0.0, length());
  to = std::clamp(to, 0.0, length());
  const auto first = std::upper_bound(progress_.begin(), progress_.end(), from) - progress_.begin();
  const auto end = std::lower_bound(progress_.begin() + first, progress_.end(), to) - progress_.begin();
  const bool exact = end - first < 2;
  if (exact) out.push_back(point_at(from));
  out.insert(out.end(), points_.begin() + first, points_.begin() + end);
  if (exact) out.push_back(point_at(to));
  if (exact) return {from, to};
  return {progress_[static_cast<std::size_t>(first)], progress_[static_cast<std::size_t>(end) - 1]};
}

}  // namespace stepscope
