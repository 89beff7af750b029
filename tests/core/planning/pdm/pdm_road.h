#pragma once

#include "core/world/ego_state.h"
#include "core/world/tracked_object.h"
#include "tests/core/planning/made_up_road.h"

namespace stepscope::test {

inline Area rectangle(double x0, double y0, double x1, double y1) {
  return Area({Polygon{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}});
}

// What MadeUpRoad leaves out and PDM-Closed looks at: the ground of roadblocks and junctions, and how they follow one
// another. `more_junctions` are added as they are.
inline RoadMapPtr with_blocks(MadeUpRoad road, const std::vector<Roadblock>& more_junctions = {}) {
  constexpr double kPitch = MadeUpRoad::kBlock + MadeUpRoad::kJunction, kHalf = MadeUpRoad::kLaneWidth / 2.0;
  for (Roadblock& block : road.content().roadblocks) {
    const double x = kPitch * static_cast<double>(block.id - MadeUpRoad::roadblock(0));
    block.area = rectangle(x, -kHalf, x + MadeUpRoad::kBlock, 5 * kHalf);
  }
  for (Roadblock& junction : road.content().roadblock_connectors) {
    const int after = static_cast<int>(junction.id - MadeUpRoad::junction(0));
    const double x = kPitch * after + MadeUpRoad::kBlock;
    junction.area = rectangle(x, -kHalf, x + MadeUpRoad::kJunction, 5 * kHalf);
    junction.incoming = {MadeUpRoad::roadblock(after)};
    junction.outgoing = {MadeUpRoad::roadblock(after + 1)};
  }
  for (const Roadblock& junction : more_junctions) road.content().roadblock_connectors.push_back(junction);
  return road.build();
}

// One lane, straight on along y = 0.
inline RoadMapPtr single_lane_map(int blocks, std::optional<double> speed_limit = 12.0) {
  return with_blocks(single_lane_road(blocks, speed_limit));
}

inline EgoState ego_at(double x, double y, double heading = 0.0, double vx = 0.0) {
  EgoState ego;
  ego.time = {1'600'000'000'000'000};
  ego.rear_axle = {x, y, heading};
  ego.vx = vx;
  return ego;
}

inline TrackedObject vehicle_at(double x, double y, double heading = 0.0, double speed = 0.0) {
  TrackedObject object;
  object.track = Token{static_cast<std::uint64_t>(1000.0 + 100.0 * x + y)};
  object.type = ObjectType::kVehicle;
  object.box = {.centre = {x, y, heading}, .length = 4.0, .width = 2.0};
  object.vx = speed * std::cos(heading);
  object.vy = speed * std::sin(heading);
  return object;
}

}  // namespace stepscope::test
