#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "core/geometry/path.h"
#include "core/map/road_map.h"
#include "core/observation/agent_rules.h"
#include "core/observation/signal_state.h"

namespace stepscope {

// Scratch memory that all routes of one run share.
struct RouteScratch {
  std::vector<Pose2> to_go, baseline;
};

// The lanes a reactive agent follows, the path along them, and where on it the agent is.
class AgentRoute {
 public:
  static constexpr std::size_t kRemembered = 5;  // segments

  // False if the segment's path has fewer than two vertices (its last one is always dropped): nothing to drive along.
  bool start(const LaneSegment& segment, double progress, RouteScratch& scratch);

  // Room for a path of this many vertices.
  void reserve(std::size_t vertices) { path_.reserve(vertices); }

  // While fewer than `wanted` metres are left, goes on with the outgoing lane or connector of least curvature at its
  // beginning, among those that the lights permit: an edge with lights if it is green, another one unless it is red.
  // Progress starts anew with each.
  //
  // Returns how often the agent jumped back: at or past the path's last vertex the reference lets the new path begin at
  // the last but one. kFixed begins where the path ended.
  int grow(double wanted, const RoadMap& map, const SignalState& signals, AgentRules rules, RouteScratch& scratch);

  // Oldest first, at most kRemembered; the last one is where the path ends.
  std::span<const LaneSegment* const> segments() const { return {segments_.data(), count_}; }
  const LaneSegment& last_segment() const { return *segments_[count_ - 1]; }

  const Path& path() const { return path_; }
  double progress() const { return progress_; }
  void move(double metres) { progress_ += metres; }
  double to_go() const { return path_.end() - progress_; }  // m; negative past the last vertex
  Pose2 pose() const { return path_.pose_at(progress_); }
  // What is left of the path, as a line. At or past the last vertex: in the reference the last two vertices, behind
  // the agent; in kFixed nothing.
  void line_to_go(AgentRules rules, std::vector<Point2>& out) const;
  // The part that the agent's occupancy covers, clamped to the path.
  void line_between(double from, double to, std::vector<Point2>& out) const;

 private:
  const LaneSegment* next_segment(const RoadMap& map, const SignalState& signals) const;

  std::array<const LaneSegment*, kRemembered> segments_{};
  std::size_t count_{0};
  Path path_;
  double progress_{0.0};
};

}  // namespace stepscope
