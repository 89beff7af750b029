#pragma once

#include <span>
#include <vector>

#include "core/store/bytes.h"
#include "core/world/step_frame.h"

namespace stepscope {

// How what a step showed is kept, to the last bit.

void write_ego(const EgoState& ego, ByteWriter& out);
EgoState read_ego(ByteReader& in);

// Channel by channel, each number as what a straight line through the two before it does not foretell of its bits:
// smooth plans take a third of their size, constant channels a byte a state.
void write_plan(const Trajectory& plan, ByteWriter& out);
void read_plan(ByteReader& in, Trajectory& plan);

// Objects that stand in `recorded` (those of the scenario at the same iteration) are written as their places there,
// whole stretches at a time; the others with all their values.
class ObjectWriter {
 public:
  void write(std::span<const TrackedObject> objects, std::span<const TrackedObject> recorded, ByteWriter& out);

 private:
  std::size_t place_of(const TrackedObject& object, std::span<const TrackedObject> recorded);

  std::vector<std::pair<Token, std::size_t>> places_;  // by track; made when first asked for
};
// Objects equal to all of `recorded` are that span; else they are put into `own`, which must then stay where it is.
std::span<const TrackedObject> read_objects(ByteReader& in, std::span<const TrackedObject> recorded,
                                            std::vector<TrackedObject>& own);

// The same for lights, all or nothing.
void write_lights(std::span<const TrafficLightStatus> lights, std::span<const TrafficLightStatus> recorded,
                  ByteWriter& out);
std::span<const TrafficLightStatus> read_lights(ByteReader& in, std::span<const TrafficLightStatus> recorded,
                                                std::vector<TrafficLightStatus>& own);

}  // namespace stepscope
