#include "core/synthesis/block_loop.h"

#include <cmath>

#include "core/synthesis/indexed.h"

namespace stepscope::synthesis {

namespace {

double distance_right(const CrossSection& section, LoopPlace place) {
  switch (place) {
    case LoopPlace::kStrip:
      return section.outer() + 0.5 * section.strip;
    case LoopPlace::kWalkway:
      return section.curb() + 0.5 * section.walkway;
    case LoopPlace::kWalkwayBack:
      return section.curb() + section.walkway;
  }
  return 0.0;
}

}  // namespace

double BlockLoop::wrapped(double station) const {
  const double rest = std::fmod(station, length());
  return rest < 0.0 ? rest + length() : rest;
}

BlockLoop loop_around(const StreetPlan& plan, int block, LoopPlace place) {
  BlockLoop loop;
  loop.directions = nth(plan.blocks, block);
  std::vector<Course> sides, parts;
  for (const int index : loop.directions) {
    const Direction& d = nth(plan.directions, index);
    sides.push_back(d.axis.part(d.first, d.last, distance_right(d.section(), place)));
  }
  double station = 0.0;
  for (std::size_t k = 0; k < sides.size(); ++k) {
    const Course corner =
        turn_between(sides[k].vertices().back(), sides[(k + 1) % sides.size()].vertices().front(), 1.0);
    loop.begins.push_back(station);
    station += sides[k].length();
    loop.ends.push_back(station);
    station += corner.length();
    parts.push_back(sides[k]);
    parts.push_back(corner);
  }
  loop.course = joined(parts);
  return loop;
}

bool is_outside(const StreetPlan& plan, int block) {
  double twice_area = 0.0;
  for (const int index : nth(plan.blocks, block)) {
    const Direction& d = nth(plan.directions, index);
    const std::vector<Pose2>& v = d.axis.vertices();
    for (std::size_t i = 1; i < v.size(); ++i) twice_area += v[i - 1].x * v[i].y - v[i].x * v[i - 1].y;
  }
  return twice_area > 0.0;  // a block on the right-hand side is driven around clockwise
}

}  // namespace stepscope::synthesis
