#include "core/synthesis/furniture.h"

#include <cmath>

#include "core/base/random.h"
#include "core/geometry/angle.h"
#include "core/synthesis/block_loop.h"
#include "core/synthesis/cyclists.h"
#include "core/synthesis/indexed.h"

namespace stepscope::synthesis {

namespace {

Fixture parked_car(const Pose2& place, Random& random) {
  return {Category::kVehicle, place, random.uniform(3.9, 4.8), random.uniform(1.7, 1.88), random.uniform(1.4, 1.8)};
}

void park_along(std::vector<Fixture>& out, const Direction& d, Random& random) {
  const double from = d.axis.station(d.first) + 9.0, to = d.axis.station(d.last) - 12.0;
  const double middle = 0.5 * (d.axis.station(d.first) + d.axis.station(d.last));
  for (double s = from; s < to; s += 6.1) {
    if (std::abs(s - middle) < 6.0 || random.uniform() > 0.55) continue;  // the middle is for drives of car parks
    const double right = d.section().outer() + 0.5 * d.section().strip + random.uniform(0.05, 0.15);
    Pose2 place = moved_right(d.axis.at(s + random.uniform(-0.4, 0.4)), right);
    place.heading = wrap_angle(place.heading + random.uniform(-0.02, 0.02));
    out.push_back(parked_car(place, random));
  }
}

void park_in_bays(std::vector<Fixture>& out, const CarPark& park, Random& random) {
  for (const Pose2& bay : park.bays) {
    if (random.uniform() > 0.5) continue;
    Pose2 place = bay;
    if (random.below(3) == 0) place.heading = wrap_angle(place.heading + kPi);
    out.push_back(parked_car(place, random));
  }
}

// Works on the strip: a sign before it, cones along the lane, barriers and two workers behind them.
void dig(std::vector<Fixture>& out, const Direction& d, Random& random) {
  const double begin = d.axis.station(d.first) + 0.42 * (d.axis.station(d.last) - d.axis.station(d.first));
  const double outer = d.section().outer(), length = 26.0;
  const auto place = [&](double along, double right) { return moved_right(d.axis.at(begin + along), right); };
  out.push_back({Category::kConstructionSign, place(-9.0, outer + 0.9), 0.4, 0.8, 1.5});
  for (double s = 0.0; s <= length; s += 3.25) {
    out.push_back({Category::kTrafficCone, place(s, outer + 0.3 + (s == 0.0 ? 0.9 : 0.0)), 0.36, 0.36, 0.75});
  }
  for (double s = 3.0; s < length - 1.0; s += 4.0) {
    out.push_back({Category::kBarrier, place(s, outer + 1.35), 2.2, 0.45, 1.0});
  }
  for (const double s : {9.1, 17.0}) {
    Pose2 worker = place(s, outer + 1.35);
    worker.heading = random.uniform(-kPi, kPi);
    out.push_back({Category::kPedestrian, worker, 0.55, 0.6, random.uniform(1.65, 1.9)});
  }
  out.push_back({Category::kGenericObject, place(length + 1.2, outer + 1.1), 1.2, 0.8, 1.1});
}

}  // namespace

std::vector<Fixture> furnish(const City& city, std::uint64_t seed) {
  Random random(seed ^ 0x5EED0006ULL);
  std::vector<Fixture> out;
  int avenues = 0;
  for (const Direction& d : city.plan.directions) {
    const bool parking = strip_use(city.plan, d.block) == StripUse::kParking;
    if (parking && d.street_class == StreetClass::kSide) park_along(out, d, random);
    if (parking && d.street_class == StreetClass::kAvenue && avenues++ % 3 == 0) dig(out, d, random);
    // Bins, hydrants and boxes at the back of the walkway.
    for (double s = d.axis.station(d.first) + 6.0; s < d.axis.station(d.last) - 4.0; s += random.uniform(28.0, 60.0)) {
      const double right = d.section().curb() + d.section().walkway + 0.45;
      out.push_back({Category::kGenericObject, moved_right(d.axis.at(s), right), random.uniform(0.4, 0.7),
                     random.uniform(0.4, 0.6), random.uniform(0.8, 1.3)});
    }
  }
  for (const CarPark& park : city.car_parks) park_in_bays(out, park, random);
  return out;
}

}  // namespace stepscope::synthesis
