#pragma once

#include <vector>

namespace stepscope::synthesis {

inline constexpr double kStep = 0.05;  // seconds of traffic per step: the rate of lidar_pc

// Somebody on the stripes: distance from the crosswalk's start and speed along it (signed).
struct OnCrosswalk {
  double across{0.0};
  double speed{0.0};
};

// What those who walk and those who drive know of each other, per crosswalk.
struct CrossingTraffic {
  std::vector<std::vector<OnCrosswalk>> people;
  std::vector<bool> threatened;  // somebody drives over it or is about to

  explicit CrossingTraffic(std::size_t crosswalks) : people(crosswalks), threatened(crosswalks, false) {}
  // Somebody is on a path across the crosswalk or will be within moments.
  bool occupied(int crosswalk, double path_across) const;
};

// Acceleration of the intelligent driver model (Treiber, Hennecke, Helbing 2000).
struct IdmDriver {
  double accelerate{1.5}, brake{2.0};    // comfortable, m/s²
  double headway{1.3}, standstill{2.2};  // s, m

  double free(double speed, double desired) const;
  // What the gap to something ahead allows (may exceed `free`; take the smaller).
  double behind(double speed, double desired, double gap, double lead_speed) const;
  // For a line to stop at.
  double before_line(double speed, double desired, double gap) const;
};

}  // namespace stepscope::synthesis
