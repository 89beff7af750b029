#include "core/metrics/ego_outline.h"

namespace stepscope {

std::vector<EgoOutline> ego_outlines(std::span<const MetricSample> samples) {
  std::vector<EgoOutline> egos;
  egos.reserve(samples.size());
  for (const MetricSample& sample : samples) {
    const OrientedBox box = sample.ego.box();
    egos.push_back({.time = sample.ego.time,
                    .rear_axle = sample.ego.rear_axle,
                    .box = box,
                    .corners = box.corners(),
                    .speed = sample.ego.speed()});
  }
  return egos;
}

double mean_interval_us(std::span<const EgoOutline> egos, std::size_t count) {
  if (count < 2) return 0.0;
  return static_cast<double>(egos[count - 1].time.us - egos[0].time.us) / static_cast<double>(count - 1);
}

}  // namespace stepscope
