#pragma once

#include <cstdint>
#include <vector>

#include "core/synthesis/course.h"

namespace stepscope::synthesis {

// An avenue has two lanes per direction, a median that holds left-turn lanes, and a cycle strip; a side street has one
// lane per direction and a strip where cars park or people cycle.
enum class StreetClass { kAvenue, kSide };

// Measures across one direction of a street, metres to the right of the axis.
struct CrossSection {
  double inner;  // edge of the leftmost lane: half the median
  double lane_width;
  int lanes;
  double strip;  // width right of the outer lane
  double walkway{3.2};

  double lane_edge(int boundary) const { return inner + boundary * lane_width; }
  double outer() const { return lane_edge(lanes); }
  double curb() const { return outer() + strip; }
};
const CrossSection& cross_section(StreetClass street_class);

enum class Control { kSignal, kAllWayStop };
enum class Turn { kStraight = 0, kLeft = 1, kRight = 2 };  // numbers of turn_type_fid

// One driving direction of a street. Its axis runs in that direction; vertices of both directions coincide, so that
// lines at equal distances from the axis coincide, too.
struct Direction {
  int street{0};
  int opposite{0};     // index of the other direction
  int from{0}, to{0};  // junctions
  StreetClass street_class{StreetClass::kSide};
  double speed_limit{0.0};  // m/s
  Course axis;
  std::size_t first{0}, last{0};     // axis vertices where the lanes begin and end (stop line)
  std::size_t branch{0}, pocket{0};  // where a left-turn lane begins to branch off and where it runs parallel
  bool has_pocket{false};
  int block{0};         // the block of houses on the right
  int around_block{0};  // the direction that follows when one keeps to the right of everything

  const CrossSection& section() const { return cross_section(street_class); }
};

struct Junction {
  Point2 position;
  Control control{Control::kAllWayStop};
  std::vector<int> leaving;  // directions that begin here, counter-clockwise
};

// The city on paper: junctions, streets, blocks. Local metres, about 600 m × 580 m around the origin.
struct StreetPlan {
  std::vector<Junction> junctions;
  std::vector<Direction> directions;
  std::vector<std::vector<int>> blocks;  // directions around each block, in driving order

  // How one turns from `arriving` into `leaving`, which begins where `arriving` ends.
  Turn turn(int arriving, int leaving) const;
};

// A grid of unequal blocks, smoothly bent; its corners are replaced by wide curves and one inner junction by two
// crescents. Junctions on an avenue have signals.
StreetPlan plan_streets(std::uint64_t seed);

}  // namespace stepscope::synthesis
