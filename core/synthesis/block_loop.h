#pragma once

#include <vector>

#include "core/synthesis/city.h"

namespace stepscope::synthesis {

// A closed way around a block of houses, in driving direction, at a distance from the axes of its streets.
struct BlockLoop {
  Course course;                // closed: the last vertex is the first
  std::vector<int> directions;  // along the loop
  std::vector<double> begins;   // station at which the part beside each direction begins …
  std::vector<double> ends;     // … and ends; the corner to the next one follows

  double length() const { return course.length(); }
  double wrapped(double station) const;
  Pose2 at(double station) const { return course.at(wrapped(station)); }
};

// Where in the cross-section a loop runs.
enum class LoopPlace { kStrip, kWalkway, kWalkwayBack };

BlockLoop loop_around(const StreetPlan& plan, int block, LoopPlace place);

// True for the block that is everything outside the city.
bool is_outside(const StreetPlan& plan, int block);

}  // namespace stepscope::synthesis
