#pragma once

#include "core/metrics/metric.h"

namespace stepscope {

inline Culprit culprit(const LaneSegment& segment) {
  return MapCulprit{segment.kind == SegmentKind::kLane ? MapLayer::kLane : MapLayer::kLaneConnector, segment.id};
}
inline Culprit culprit(const Roadblock& block) {
  return MapCulprit{block.connector ? MapLayer::kRoadblockConnector : MapLayer::kRoadblock, block.id};
}

}  // namespace stepscope
