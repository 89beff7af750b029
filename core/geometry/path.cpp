#include "core/geometry/path.h"

#include <algorithm>
#include <cmath>

#include "core/geometry/angle.h"
#include "core/geometry/polyline.h"

namespace stepscope {

namespace {

constexpr double kSamePlace = 1e-8;  // m

// As scipy's interp1d evaluates a piece.
double between(double lo, double hi, double width, double offset) { return (hi - lo) / width * offset + lo; }

template <typename Vertex>
Vertex vertex_of(const Pose2& pose) {
  if constexpr (std::is_same_v<Vertex, Pose2>)
    return pose;
  else
    return pose.position();
}

template <typename Vertex>
Vertex vertex_at(const Path& path, double progress) {
  if constexpr (std::is_same_v<Vertex, Pose2>)
    return path.pose_at(progress);
  else
    return path.point_at(progress);
}

// Appends the vertices [first, last).
template <typename Vertex>
void append(const Path& path, std::ptrdiff_t first, std::ptrdiff_t last, std::vector<Vertex>& out) {
  for (std::ptrdiff_t i = first; i < last; ++i) out.push_back(vertex_of<Vertex>(path.poses()[static_cast<size_t>(i)]));
}

template <typename Vertex>
void trim_between(const Path& path, double start, double end, std::vector<Vertex>& out) {
  out.clear();
  const auto progress = path.progress();
  const auto count = std::ssize(progress);
  const auto first = std::ranges::upper_bound(progress, start) - progress.begin();
  const auto last = std::ranges::lower_bound(progress, end) - progress.begin();
  if (first == count) return append(path, count - 2, count, out);
  if (last == 0) return append(path, 0, 2, out);
  out.push_back(vertex_at<Vertex>(path, start));
  append(path, first, last, out);
  out.push_back(vertex_at<Vertex>(path, end));
}

template <typename Vertex>
void trim_from(const Path& path, double start, std::vector<Vertex>& out) {
  out.clear();
  const auto progress = path.progress();
  const auto count = std::ssize(progress);
  const auto first = std::ranges::upper_bound(progress, start) - progress.begin();
  if (first == count) return append(path, count - 2, count, out);
  out.push_back(vertex_at<Vertex>(path, start));
  append(path, first, count, out);
}

}  // namespace

void Path::assign(std::span<const Pose2> head, std::span<const Pose2> tail) {
  poses_.clear();
  progress_.clear();
  unwrapped_.clear();
  line_.clear();
  arc_lengths_.clear();
  double correction = 0.0;
  const std::size_t count = head.size() + tail.size();
  const auto pose = [&](std::size_t i) -> const Pose2& { return i < head.size() ? head[i] : tail[i - head.size()]; };
  for (std::size_t i = 0; i < count; ++i) {
    const Point2 here = pose(i).position();
    arc_lengths_.push_back(i == 0 ? 0.0 : arc_lengths_.back() + distance(line_.back(), here));
    line_.push_back(here);
    if (i == 0 || arc_lengths_[i] - arc_lengths_[i - 1] <= kSamePlace) continue;
    const Pose2& kept = pose(i - 1);
    if (!poses_.empty()) correction += unwrap_correction(kept.heading - poses_.back().heading);
    unwrapped_.push_back(kept.heading + correction);
    poses_.push_back(kept);
    progress_.push_back(arc_lengths_[i - 1]);
  }
}

void Path::reserve(std::size_t vertices) {
  poses_.reserve(vertices);
  progress_.reserve(vertices);
  unwrapped_.reserve(vertices);
  line_.reserve(vertices);
  arc_lengths_.reserve(vertices);
}

Path::Place Path::place(double progress) const {
  progress = std::clamp(progress, start(), end());
  const auto upper = std::ranges::lower_bound(progress_, progress) - progress_.begin();
  const auto hi = std::clamp<std::size_t>(static_cast<std::size_t>(upper), 1, progress_.size() - 1);
  return {hi, progress_[hi] - progress_[hi - 1], progress - progress_[hi - 1]};
}

Point2 Path::point_at(double progress) const {
  const auto [hi, width, offset] = place(progress);
  const Pose2 &a = poses_[hi - 1], &b = poses_[hi];
  return {between(a.x, b.x, width, offset), between(a.y, b.y, width, offset)};
}

Pose2 Path::pose_at(double progress) const {
  const auto [hi, width, offset] = place(progress);
  const Pose2 &a = poses_[hi - 1], &b = poses_[hi];
  return {between(a.x, b.x, width, offset), between(a.y, b.y, width, offset),
          wrap_angle(between(unwrapped_[hi - 1], unwrapped_[hi], width, offset))};
}

double Path::project(Point2 p) const { return stepscope::project(line_, arc_lengths_, p); }

void Path::trim(double start, double end, std::vector<Pose2>& out) const { trim_between(*this, start, end, out); }
void Path::trim(double start, double end, std::vector<Point2>& out) const { trim_between(*this, start, end, out); }
void Path::trim_to_go(double start, std::vector<Pose2>& out) const { trim_from(*this, start, out); }
void Path::trim_to_go(double start, std::vector<Point2>& out) const { trim_from(*this, start, out); }

}  // namespace stepscope
