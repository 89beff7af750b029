#include "core/synthesis/town.h"

#include "core/synthesis/indexed.h"

namespace stepscope::synthesis {

namespace {

constexpr int kVehicles = 230, kWalkers = 250, kCyclists = 34;

}  // namespace

Town::Town(std::uint64_t seed)
    : city_(build_city(seed)),
      signals_(city_, seed),
      vehicles_(city_, signals_, seed, kVehicles),
      walkers_(city_, signals_, seed, kWalkers),
      cyclists_(city_, signals_, seed, kCyclists),
      fixtures_(furnish(city_, seed)) {}

void Town::live(int steps, const std::function<void(double)>& progress) {
  CrossingTraffic crossing(city_.crosswalks.size());
  const int settling = static_cast<int>(kSettling / kStep);
  for (int k = -settling; k < steps; ++k) {
    const double time = signal_time(k);
    if (k >= 0) {
      vehicles_.record();
      walkers_.record();
      cyclists_.record();
    }
    walkers_.step(time, crossing);
    vehicles_.step(time, crossing);
    cyclists_.step(time, crossing);
    if (k % 100 == 0) progress(static_cast<double>(k + settling) / (steps + settling));
  }
  steps_ = steps;
}

Pose2 Town::rear_axle(int vehicle, int step) const {
  const Vehicle& v = nth(vehicles_.all(), vehicle);
  return vehicles_.rear_axle(v, nth(v.record, step).odometer);
}

Pose2 Town::centre(int vehicle, int step) const {
  return moved_forward(rear_axle(vehicle, step), nth(vehicles_.all(), vehicle).to_centre());
}

}  // namespace stepscope::synthesis
