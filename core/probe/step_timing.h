#pragma once

#include <cstdint>

#include "core/probe/stage.h"

namespace stepscope {

// Things counted during a step, each by whoever does them.
struct StepCounters {
  std::int64_t statements{0};   // SQL statements executed
  std::int64_t rows{0};         // rows they returned
  std::int64_t connections{0};  // database connections opened
  std::int64_t allocations{0};  // heap allocations of the simulation thread inside the step
  std::int64_t agents{0};       // tracked objects in the frame
  std::int64_t map_objects{0};  // map objects looked at
  std::int64_t lead_checks{0};  // objects that a search for the one ahead looked at closely
  std::int64_t raster_pixels{0};
  bool operator==(const StepCounters&) const = default;
};

// Cost of one step. Self times are exclusive and add up exactly to wall_ns.
struct StepTiming {
  std::int64_t wall_ns{0};
  std::int64_t cpu_ns{0};  // processor time of the simulation thread
  StageTimes total_ns{};   // time between begin and end, summed over the spans of a stage
  StageTimes self_ns{};    // total less that of the children
  StepCounters counters;

  GroupTimes groups() const {
    GroupTimes times{};
    for (std::size_t i = 0; i < kStageCount; ++i)
      times[static_cast<std::size_t>(group_of(static_cast<Stage>(i)))] += self_ns[i];
    return times;
  }
};

}  // namespace stepscope
