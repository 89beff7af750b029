#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/synthesis/city.h"
#include "core/synthesis/cyclists.h"
#include "core/synthesis/furniture.h"
#include "core/synthesis/signal_plan.h"
#include "core/synthesis/vehicles.h"
#include "core/synthesis/walkers.h"

namespace stepscope::synthesis {

// The city with everybody in it, and what they did: records of all movers, one entry per 0.05 s. Logs are cut out of
// these records around a vehicle of the ego's model.
class Town {
 public:
  explicit Town(std::uint64_t seed);
  Town(const Town&) = delete;
  Town& operator=(const Town&) = delete;

  // Lets traffic settle, then records that many steps. `progress`: share done.
  void live(int steps, const std::function<void(double)>& progress);

  int steps() const { return steps_; }
  // Time of a recorded step on the signals' clock.
  double signal_time(int step) const { return kSettling + step * kStep; }

  const City& city() const { return city_; }
  const SignalPlan& signals() const { return signals_; }
  const Vehicles& vehicles() const { return vehicles_; }
  const Walkers& walkers() const { return walkers_; }
  const Cyclists& cyclists() const { return cyclists_; }
  const std::vector<Fixture>& fixtures() const { return fixtures_; }

  // Ego's rear axle and box centre of a vehicle at a recorded step.
  Pose2 rear_axle(int vehicle, int step) const;
  Pose2 centre(int vehicle, int step) const;

 private:
  static constexpr double kSettling = 45.0;  // seconds before the record begins

  City city_;
  SignalPlan signals_;
  Vehicles vehicles_;
  Walkers walkers_;
  Cyclists cyclists_;
  std::vector<Fixture> fixtures_;
  int steps_{0};
};

}  // namespace stepscope::synthesis
