#include "core/metrics/lane_change.h"

#include <algorithm>

namespace stepscope {

namespace {

constexpr double kMaximumFailedShare = 0.3;

struct LaneChange {
  double duration_s{0.0};
  bool success{false};
};

bool in(SegmentSpan list, std::uint32_t segment) { return std::ranges::find(list, segment) != list.end(); }

// The ego has come out in segments none of which is one of those before or follows one of them. Nowhere is no success.
bool arrives_elsewhere(const RoadMap& map, SegmentSpan from, SegmentSpan to) {
  return !to.empty() && std::ranges::none_of(to, [&](std::uint32_t segment) {
    return in(from, segment) ||
           std::ranges::any_of(from, [&](auto before) { return in(map.segments()[before].outgoing, segment); });
  });
}

std::vector<LaneChange> lane_changes(const RoadMap& map, std::span<const EgoOutline> egos, const CommonRoute& common) {
  std::vector<LaneChange> changes;
  constexpr std::size_t kClosed = 0;
  std::size_t open = kClosed;  // first sample without common segments
  const auto close = [&](std::size_t k, bool success) {
    changes.push_back({static_cast<double>(egos[k].time.us - egos[open].time.us) * 1e-6, success});
    open = kClosed;
  };
  for (std::size_t k = 1; k < egos.size(); ++k) {
    if (open == kClosed && common.at(k) == Cornering::kNothing && common.in_common(k - 1)) {
      open = k;
    } else if (open != kClosed && common.at(k) != Cornering::kNothing) {
      close(k, arrives_elsewhere(map, common.segments(open - 1), common.segments(k)));
    }
  }
  if (open != kClosed) close(egos.size() - 1, false);
  return changes;
}

}  // namespace

Metric lane_change_metric(const RoadMap& map, std::span<const EgoOutline> egos, const CommonRoute& common) {
  Metric metric{.name = "ego_lane_change"};
  const std::vector<LaneChange> changes = lane_changes(map, egos, common);
  metric.statistics.push_back({"number_of_ego_lane_change", std::ssize(changes)});
  double failed_share = 0.0;
  if (!changes.empty()) {
    const auto count = static_cast<double>(changes.size());
    double longest = 0.0, sum = 0.0;
    for (const LaneChange& change : changes) {
      longest = std::max(longest, change.duration_s);
      sum += change.duration_s;
      if (!change.success) failed_share += 1.0;
    }
    failed_share /= count;
    metric.statistics.push_back({"max_ego_lane_change_duration", longest});
    metric.statistics.push_back({"avg_ego_lane_change_duration", sum / count});
    metric.statistics.push_back({"ratio_of_failed_ego_lane_change", failed_share});
  }
  metric.statistics.push_back({"ego_lane_change_fail_rate_below_threshold", failed_share <= kMaximumFailedShare});
  return metric;
}

}  // namespace stepscope
