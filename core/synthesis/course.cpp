#include "core/synthesis/course.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "core/geometry/angle.h"

namespace stepscope::synthesis {

namespace {

// Bézier control points of a quintic whose first and last three are collinear: no curvature at the ends.
using Controls = std::array<Point2, 6>;

Controls controls(const Pose2& from, const Pose2& to, double handle) {
  const Point2 p = from.position(), q = to.position();
  const Point2 u{std::cos(from.heading), std::sin(from.heading)}, v{std::cos(to.heading), std::sin(to.heading)};
  return {p, p + 0.5 * handle * u, p + handle * u, q - handle * v, q - 0.5 * handle * v, q};
}

struct Sample {
  Point2 point, first, second;  // position and derivatives by the curve parameter
};

Sample bezier(const Controls& c, double t) {
  std::array<Point2, 6> p = c;
  Sample out;
  for (std::size_t level = 5; level > 0; --level) {
    if (level == 2) out.second = 20.0 * (p[2] - 2.0 * p[1] + p[0]);
    if (level == 1) out.first = 5.0 * (p[1] - p[0]);
    for (std::size_t i = 0; i < level; ++i) p[i] = (1.0 - t) * p[i] + t * p[i + 1];
  }
  out.point = p[0];
  return out;
}

double peak_curvature(const Controls& c) {
  double peak = 0.0;
  for (int i = 1; i < 24; ++i) {
    const Sample s = bezier(c, i / 24.0);
    const double speed = std::hypot(s.first.x, s.first.y);
    if (speed < 1e-6) return 1e9;
    peak = std::max(peak, std::abs(s.first.x * s.second.y - s.first.y * s.second.x) / (speed * speed * speed));
  }
  return peak;
}

}  // namespace

Course::Course(std::vector<Pose2> vertices) : vertices_(std::move(vertices)) {
  assert(vertices_.size() >= 2);
  stations_.reserve(vertices_.size());
  stations_.push_back(0.0);
  for (std::size_t i = 1; i < vertices_.size(); ++i) {
    const Pose2 &a = vertices_[i - 1], &b = vertices_[i];
    const double bend = wrap_angle(b.heading - a.heading);
    // An arc is longer than its chord by θ²/24 to second order.
    stations_.push_back(stations_.back() + distance(a.position(), b.position()) * (1.0 + bend * bend / 24.0));
  }
}

Pose2 Course::at(double station) const {
  if (station <= 0.0) return vertices_.front();
  if (station >= length()) return vertices_.back();
  const auto after = std::upper_bound(stations_.begin(), stations_.end(), station);
  const auto i = static_cast<std::size_t>(after - stations_.begin()) - 1;
  const Pose2 &a = vertices_[i], &b = vertices_[i + 1];
  const double span = stations_[i + 1] - stations_[i];
  const double t = (station - stations_[i]) / span;
  const double t2 = t * t, t3 = t2 * t;
  const double h00 = 2 * t3 - 3 * t2 + 1, h10 = t3 - 2 * t2 + t, h01 = 3 * t2 - 2 * t3, h11 = t3 - t2;
  return {h00 * a.x + h01 * b.x + span * (h10 * std::cos(a.heading) + h11 * std::cos(b.heading)),
          h00 * a.y + h01 * b.y + span * (h10 * std::sin(a.heading) + h11 * std::sin(b.heading)),
          wrap_angle(a.heading + t * wrap_angle(b.heading - a.heading))};
}

double Course::curvature_at(double station) const {
  const double from = std::max(0.0, station - 0.5), to = std::min(length(), station + 0.5);
  if (to <= from) return 0.0;
  return wrap_angle(at(to).heading - at(from).heading) / (to - from);
}

double Course::sharpest() const {
  double peak = 0.0;
  for (double s = 0.5; s < length(); s += 0.5) peak = std::max(peak, std::abs(curvature_at(s)));
  return peak;
}

std::vector<Point2> Course::points() const { return beside(0.0, 0.0); }

Course Course::reversed() const {
  std::vector<Pose2> out(vertices_.rbegin(), vertices_.rend());
  for (Pose2& pose : out) pose.heading = wrap_angle(pose.heading + kPi);
  return Course(std::move(out));
}

Course Course::part(std::size_t first, std::size_t last, double right) const {
  std::vector<Pose2> out;
  for (std::size_t i = first; i <= last; ++i) out.push_back(moved_right(vertices_[i], right));
  return Course(std::move(out));
}

std::vector<Point2> Course::beside(double from_right, double to_right) const {
  std::vector<Point2> out;
  for (std::size_t i = 0; i < vertices_.size(); ++i) {
    const double share = length() > 0.0 ? stations_[i] / length() : 0.0;
    out.push_back(moved_right(vertices_[i], from_right + share * (to_right - from_right)).position());
  }
  return out;
}

Pose2 moved_right(const Pose2& pose, double metres) {
  return {pose.x + metres * std::sin(pose.heading), pose.y - metres * std::cos(pose.heading), pose.heading};
}

Course turn_between(const Pose2& from, const Pose2& to, double spacing) {
  const double chord = distance(from.position(), to.position());
  Controls best = controls(from, to, 0.4 * chord);
  double best_peak = peak_curvature(best);
  for (int i = 0; i < 14; ++i) {
    const Controls c = controls(from, to, (0.24 + 0.025 * i) * chord);
    const double peak = peak_curvature(c);
    if (peak < best_peak) best = c, best_peak = peak;
  }
  const int n = std::max(4, static_cast<int>(std::ceil(1.1 * chord / spacing)));
  std::vector<Pose2> vertices{from};
  for (int i = 1; i < n; ++i) {
    const Sample s = bezier(best, static_cast<double>(i) / n);
    vertices.push_back({s.point.x, s.point.y, std::atan2(s.first.y, s.first.x)});
  }
  vertices.push_back(to);
  return Course(std::move(vertices));
}

Course joined(const std::vector<Course>& parts) {
  std::vector<Pose2> out;
  for (const Course& part : parts) {
    for (const Pose2& pose : part.vertices()) {
      if (!out.empty() && distance(out.back().position(), pose.position()) < 1e-9) continue;
      out.push_back(pose);
    }
  }
  return Course(std::move(out));
}

}  // namespace stepscope::synthesis
