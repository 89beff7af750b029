#include "core/observation/agent_route.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stepscope {

namespace {

constexpr int kMostAtOnce = 1000;  // segments without length must not keep the agent for ever

}  // namespace

bool AgentRoute::start(const LaneSegment& segment, double progress, RouteScratch& scratch) {
  segments_[0] = &segment;
  count_ = 1;
  progress_ = progress;
  segment.baseline.discrete_path(scratch.baseline);
  path_.assign(scratch.baseline);
  return path_.usable();
}

const LaneSegment* AgentRoute::next_segment(const RoadMap& map, const SignalState& signals) const {
  const LaneSegment* straightest = nullptr;
  double least = std::numeric_limits<double>::infinity();
  for (const std::uint32_t i : last_segment().outgoing) {
    const LaneSegment& edge = map.segments()[i];
    if (edge.has_traffic_lights() ? !signals.green(edge.id) : signals.red(edge.id)) continue;
    const double curvature = std::abs(edge.baseline.curvature_at(0.0));
    if (curvature < least) {
      least = curvature;
      straightest = &edge;
    }
  }
  return straightest;
}

int AgentRoute::grow(double wanted, const RoadMap& map, const SignalState& signals, AgentRules rules,
                     RouteScratch& scratch) {
  int jumps = 0;
  for (int i = 0; i < kMostAtOnce && to_go() < wanted; ++i) {
    const LaneSegment* next = next_segment(map, signals);
    if (next == nullptr) break;
    const bool at_end = progress_ >= path_.end();
    if (at_end && rules == AgentRules::kFixed) {
      scratch.to_go.assign(1, path_.pose_at(path_.end()));
    } else {
      path_.trim_to_go(progress_, scratch.to_go);
      jumps += at_end;
    }
    next->baseline.discrete_path(scratch.baseline);
    path_.assign(scratch.to_go, scratch.baseline);
    progress_ = 0.0;
    if (count_ == kRemembered) {
      std::shift_left(segments_.begin(), segments_.end(), 1);
    } else {
      ++count_;
    }
    segments_[count_ - 1] = next;
  }
  return jumps;
}

void AgentRoute::line_to_go(AgentRules rules, std::vector<Point2>& out) const {
  if (rules == AgentRules::kFixed && progress_ >= path_.end()) {
    out.clear();
  } else {
    path_.trim_to_go(progress_, out);
  }
}

void AgentRoute::line_between(double from, double to, std::vector<Point2>& out) const {
  path_.trim(std::clamp(from, path_.start(), path_.end()), std::clamp(to, path_.start(), path_.end()), out);
}

}  // namespace stepscope
