#include "core/dataset/ego_motion.h"

#include <cmath>
#include <cstddef>

namespace stepscope {

double travelled_distance_m(std::span<const EgoState> states) {
  double distance = 0.0;
  for (std::size_t i = 1; i < states.size(); ++i) {
    const Pose2 from = states[i - 1].centre(), to = states[i].centre();
    distance += std::hypot(to.x - from.x, to.y - from.y);
  }
  return distance;
}

SpeedEdges speed_edges(std::span<const EgoState> states, double threshold_mps, double noise_mps) {
  SpeedEdges edges;
  if (states.empty()) return edges;
  // Extremes since the last edge; an edge makes its own end both of them.
  double highest = states.front().speed(), lowest = highest;
  const auto crosses = [&] {
    return highest > threshold_mps && lowest <= threshold_mps && highest - lowest > noise_mps;
  };
  for (const EgoState& state : states.subspan(1)) {
    const double speed = state.speed();
    if (speed > highest) {
      highest = speed;
      if (crosses()) {
        edges.rises = true;
        lowest = highest;
      }
    } else if (speed < lowest) {
      lowest = speed;
      if (crosses()) {
        edges.falls = true;
        highest = lowest;
      }
    }
  }
  return edges;
}

}  // namespace stepscope
