#pragma once

#include <array>
#include <string_view>

#include "core/probe/step_timing.h"

namespace stepscope {

// A counter of a step in words, so that tables, files and cost models can go through all of them.
struct CounterText {
  std::string_view key;    // "map_objects": for files; stable
  std::string_view title;  // "map objects": for people
  std::int64_t StepCounters::*value;
};

inline constexpr std::array<CounterText, 8> kCounters{{
    {"statements", "statements", &StepCounters::statements},
    {"rows", "rows", &StepCounters::rows},
    {"connections", "connections", &StepCounters::connections},
    {"agents", "agents", &StepCounters::agents},
    {"map_objects", "map objects", &StepCounters::map_objects},
    {"lead_checks", "lead checks", &StepCounters::lead_checks},
    {"raster_pixels", "raster pixels", &StepCounters::raster_pixels},
    {"allocations", "heap allocations", &StepCounters::allocations},
}};

}  // namespace stepscope
