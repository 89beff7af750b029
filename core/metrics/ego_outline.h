#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/metrics/metric_input.h"

namespace stepscope {

// Order of OrientedBox::corners().
enum EgoCorner : std::size_t { kFrontLeft = 0, kRearLeft = 1, kRearRight = 2, kFrontRight = 3 };

// Where the ego is at one sample, in the map frame.
struct EgoOutline {
  SimTime time;
  Pose2 rear_axle;
  OrientedBox box;
  std::array<Point2, 4> corners;
  double speed{0.0};  // magnitude at the rear axle, m/s

  Point2 centre() const { return box.centre.position(); }
};

std::vector<EgoOutline> ego_outlines(std::span<const MetricSample> samples);

// Mean time between samples in µs, 0 for fewer than two samples. The first `count` samples count.
double mean_interval_us(std::span<const EgoOutline> egos, std::size_t count);

}  // namespace stepscope
