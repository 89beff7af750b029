#pragma once

#include <cmath>

namespace stepscope {

// A point or vector in the plane, metres unless said otherwise.
struct Point2 {
  double x{0.0};
  double y{0.0};
  bool operator==(const Point2&) const = default;
};

inline Point2 operator+(Point2 a, Point2 b) { return {a.x + b.x, a.y + b.y}; }
inline Point2 operator-(Point2 a, Point2 b) { return {a.x - b.x, a.y - b.y}; }
inline Point2 operator*(double s, Point2 a) { return {s * a.x, s * a.y}; }
inline double distance(Point2 a, Point2 b) { return std::hypot(a.x - b.x, a.y - b.y); }

// Position in metres, heading in rad counter-clockwise from +x. In the map frame M unless a name says otherwise.
struct Pose2 {
  double x{0.0};
  double y{0.0};
  double heading{0.0};

  Point2 position() const { return {x, y}; }
  bool operator==(const Pose2&) const = default;
};

// The pose moved by `metres` along its heading.
inline Pose2 moved_forward(const Pose2& pose, double metres) {
  return {pose.x + metres * std::cos(pose.heading), pose.y + metres * std::sin(pose.heading), pose.heading};
}

}  // namespace stepscope
