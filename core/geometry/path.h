#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/geometry/pose2.h"

namespace stepscope {

// A drivable path through poses, as the reference builds it ("path from poses", create_path_from_se2): progress is the
// cumulative chord length, m. A pose is dropped when the next one lies within 1e-8 m, and the last pose is ALWAYS
// dropped, so that the path ends one vertex before the line it came from. Projection uses the line with all vertices.
//
// Reusing one object for path after path allocates nothing once it has grown.
class Path {
 public:
  // Replaces the path; `tail` follows `head` (a route that is prolonged). Poses must not lie in this path's own
  // buffers.
  void assign(std::span<const Pose2> head, std::span<const Pose2> tail = {});

  // Room for this many vertices.
  void reserve(std::size_t vertices);

  // At least two vertices are kept, without which there is nothing to drive along: all below needs this.
  bool usable() const { return poses_.size() >= 2; }
  double start() const { return progress_.front(); }  // 0
  double end() const { return progress_.back(); }     // progress of the last kept vertex, m
  std::span<const Pose2> poses() const { return poses_; }
  std::span<const double> progress() const { return progress_; }  // of poses()
  // Every vertex, the dropped ones included, and the arc length of each, m.
  std::span<const Point2> line() const { return line_; }
  std::span<const double> line_arc_lengths() const { return arc_lengths_; }

  // Pose at a progress, clamped to the ends: linear in x and y; the heading is unwrapped over the whole path, linear,
  // and then wrapped to [−π, π).
  Pose2 pose_at(double progress) const;
  // Its position only.
  Point2 point_at(double progress) const;
  // Arc length of the point of line() nearest to p (the first of several); may exceed end().
  double project(Point2 p) const;

  // The part between two progresses (start ≤ end; both are clamped): the pose at `start`, the vertices strictly
  // between, the pose at `end`. Nothing left because `start` is at or past the last vertex: the last two vertices;
  // because `end` is at or before the first: the first two. `out` is cleared first.
  void trim(double start, double end, std::vector<Pose2>& out) const;
  void trim(double start, double end, std::vector<Point2>& out) const;
  // The path to go: the pose at `start` (clamped) and all later vertices; if there is none (at or past the last kept
  // vertex) the last two vertices, so that the path to go then begins BEHIND `start`. `out` is cleared first.
  void trim_to_go(double start, std::vector<Pose2>& out) const;
  void trim_to_go(double start, std::vector<Point2>& out) const;

 private:
  struct Place {
    std::size_t next;  // the first vertex at or past a progress, never the first of all
    double width;      // progress from the vertex before to that one
    double offset;     // … and to the place
  };
  Place place(double progress) const;

  std::vector<Pose2> poses_;
  std::vector<double> progress_;
  std::vector<double> unwrapped_;  // headings of poses_
  std::vector<Point2> line_;
  std::vector<double> arc_lengths_;
};

}  // namespace stepscope
