#pragma once

#include <limits>
#include <span>
#include <vector>

#include "core/geometry/bounds.h"
#include "core/geometry/pose2.h"

namespace stepscope {

// A line of poses to drive along. Progress is the cumulative chord length over all vertices, m. Unlike Path
// (core/geometry/path.h) it keeps every vertex, and its poses are clipped to [1e-5 m, length]: the reference's PDMPath.
class DrivePath {
 public:
  struct Projection {
    double progress{0.0};
    double distance{0.0};  // m
  };

  DrivePath() = default;
  explicit DrivePath(std::vector<Pose2> poses);

  // There is something to drive along: at least two vertices that are not all at one place. All below needs this.
  bool usable() const { return poses_.size() >= 2 && length() > kLeastProgress; }
  double length() const { return progress_.empty() ? 0.0 : progress_.back(); }
  std::span<const Pose2> poses() const { return poses_; }
  std::span<const Point2> points() const { return points_; }
  std::span<const double> progress() const { return progress_; }  // of each vertex, m; starts with 0

  // Linear in x, y and the unwrapped heading; the result's heading lies in [−π, π). `hint` is an index that is kept
  // from call to call and makes nearby questions cheap; the answer does not depend on it.
  Pose2 pose_at(double progress, std::size_t& hint) const;
  // The point of the line nearest to p, the first of several.
  Projection project(Point2 p) const { return project(p, std::numeric_limits<double>::infinity()); }
  // The same, but an infinite distance where it is certain to be more than `limit`, which costs less.
  Projection project(Point2 p, double limit) const;

  // Each vertex moved by `offset` metres to the left of its heading, which it keeps.
  DrivePath shifted(double offset) const;
  // Vertices with a progress strictly between `from` and `to` (both clamped to the line), if there are at least two;
  // else the exact piece of the line. `out` is cleared first. Returned is where the piece begins and ends.
  struct Range {
    double from{0.0};
    double to{0.0};
  };
  Range piece(double from, double to, std::vector<Point2>& out) const;

 private:
  static constexpr double kLeastProgress = 1e-5;  // m
  static constexpr std::size_t kChunk = 16;       // segments whose bounds are kept together

  Point2 point_at(double progress) const;

  std::vector<Pose2> poses_;  // as given
  std::vector<Point2> points_;
  std::vector<double> unwrapped_;  // headings
  std::vector<double> progress_;
  std::vector<Bounds> chunks_;
};

}  // namespace stepscope
