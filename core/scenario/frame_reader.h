#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/scenario/log_timeline.h"
#include "core/sqlite/database.h"
#include "core/world/ego_state.h"
#include "core/world/tracked_object.h"
#include "core/world/traffic_light.h"

namespace stepscope {

// Values of several frames, packed: those of frame f are values[begin[f]] … values[begin[f + 1] − 1].
template <typename T>
struct FrameValues {
  std::vector<T> values;
  std::vector<std::size_t> begin;

  std::span<const T> of(std::size_t frame) const {
    return std::span<const T>(values).subspan(begin[frame], begin[frame + 1] - begin[frame]);
  }
};

// Each of these is one statement, or two, however many frames are asked for, and whether or not the file has indexes.

// Ego states of the timeline's rows from `first_row` to its end. A frame whose ego pose is missing is an error.
Result<std::vector<EgoState>> read_egos(const Database& log, const LogTimeline& timeline, std::size_t first_row);

// Objects of the frames, each stably sorted by type, within a type in row order. Errors: an object whose track is
// missing, a track whose category is missing or not one of nuPlan's, values that are no numbers, negative sizes.
Result<FrameValues<TrackedObject>> read_objects(const Database& log, std::span<const Token> frames,
                                                std::vector<std::string>& warnings);

// Lights of the frames, in row order.
Result<FrameValues<TrafficLightStatus>> read_lights(const Database& log, std::span<const Token> frames);

}  // namespace stepscope
