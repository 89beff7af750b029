#pragma once

#include <cstdint>
#include <vector>

#include "core/synthesis/block_loop.h"
#include "core/synthesis/crossing_traffic.h"
#include "core/synthesis/signal_plan.h"

namespace stepscope::synthesis {

// What the strip at the right edge of the streets around a block is for.
enum class StripUse { kCycling, kParking };
StripUse strip_use(const StreetPlan& plan, int block);

struct Cyclist {
  double length{1.8}, width{0.6}, height{1.75};
  double pace{4.5};  // m/s
  int loop{0};       // index in Cyclists' loops
  double station{0.0};
  double speed{0.0};
  std::vector<Pose2> record;
};

// Cyclists keep to the strip right of the outer lane and turn right with it, so that no motor traffic crosses them.
// They stop at red lights and for people on crosswalks.
class Cyclists {
 public:
  Cyclists(const City& city, const SignalPlan& signals, std::uint64_t seed, int number);

  void step(double time, CrossingTraffic& crossing);
  void record();
  const std::vector<Cyclist>& all() const { return cyclists_; }

 private:
  struct Light {
    double station;  // of the stop line on the loop
    int connector;   // whose light counts; −1 at an all-way stop
  };
  struct Ride {
    BlockLoop loop;
    std::vector<Light> lights;
    std::vector<Crossing> crossings;
  };
  void find_lights(Ride& ride) const;
  void find_crossings(Ride& ride) const;
  double wanted_acceleration(const Cyclist& cyclist, double time, CrossingTraffic& crossing) const;

  const City& city_;
  const SignalPlan& signals_;
  std::vector<Ride> rides_;
  std::vector<Cyclist> cyclists_;
};

}  // namespace stepscope::synthesis
