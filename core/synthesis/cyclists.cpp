#include "core/synthesis/cyclists.h"

#include <algorithm>

#include "core/base/random.h"
#include "core/geometry/polygon.h"
#include "core/synthesis/indexed.h"

namespace stepscope::synthesis {

namespace {

const IdmDriver kRider{.accelerate = 1.0, .brake = 1.6, .headway = 1.0, .standstill = 1.4};

}  // namespace

StripUse strip_use(const StreetPlan& plan, int block) {
  return block % 3 == 1 && !is_outside(plan, block) ? StripUse::kCycling : StripUse::kParking;
}

Cyclists::Cyclists(const City& city, const SignalPlan& signals, std::uint64_t seed, int number)
    : city_(city), signals_(signals) {
  for (int block = 0; block < count(city.plan.blocks); ++block) {
    if (strip_use(city.plan, block) != StripUse::kCycling) continue;
    Ride ride;
    ride.loop = loop_around(city.plan, block, LoopPlace::kStrip);
    find_lights(ride);
    find_crossings(ride);
    rides_.push_back(std::move(ride));
  }
  Random random(seed ^ 0x5EED0005ULL);
  for (int tries = 0; tries < 20 * number && count(cyclists_) < number && !rides_.empty(); ++tries) {
    Cyclist c;
    c.loop = random.below(count(rides_));
    c.station = random.uniform(0.0, nth(rides_, c.loop).loop.length());
    c.pace = random.uniform(3.8, 5.6);
    c.length = random.uniform(1.7, 1.9);
    c.speed = c.pace;
    const bool crowded = std::any_of(cyclists_.begin(), cyclists_.end(), [&](const Cyclist& o) {
      return o.loop == c.loop &&
             std::abs(std::remainder(o.station - c.station, nth(rides_, c.loop).loop.length())) < 6.0;
    });
    if (!crowded) cyclists_.push_back(std::move(c));
  }
}

void Cyclists::find_lights(Ride& ride) const {
  for (std::size_t k = 0; k < ride.loop.directions.size(); ++k) {
    const int direction = ride.loop.directions[k];
    const int next = nth(city_.plan.directions, direction).around_block;
    Light light{ride.loop.ends[k], -1};
    for (const int connector :
         nth(city_.segments, nth(city_.roadblocks, nth(city_.blocks_of, direction).back()).lanes.back()).successors) {
      const CitySegment& s = nth(city_.segments, connector);
      const bool same_way = nth(city_.segments, s.to).direction == next;
      const bool signal = nth(city_.plan.junctions, s.junction).control == Control::kSignal;
      if (same_way && signal) light.connector = connector;
    }
    ride.lights.push_back(light);
  }
}

void Cyclists::find_crossings(Ride& ride) const {
  for (int i = 0; i < count(city_.crosswalks); ++i) {
    const Crosswalk& crosswalk = nth(city_.crosswalks, i);
    const Area striped({Polygon{crosswalk.ring, {}}});
    Crossing crossing{i, -1.0, -1.0, 0.0};
    for (double s = 0.0; s < ride.loop.length(); s += 0.25) {
      const Point2 p = ride.loop.at(s).position();
      if (!striped.contains(p)) continue;
      if (crossing.begin < 0.0) crossing.begin = s;
      crossing.end = s;
      crossing.across = distance(crosswalk.start, p);
    }
    if (crossing.begin >= 0.0) ride.crossings.push_back(crossing);
  }
}

double Cyclists::wanted_acceleration(const Cyclist& c, double time, CrossingTraffic& crossing) const {
  const Ride& ride = nth(rides_, c.loop);
  const double length = ride.loop.length(), front = 0.5 * c.length;
  const double bend = std::abs(ride.loop.course.curvature_at(ride.loop.wrapped(c.station + 2.0)));
  const double desired = std::min(c.pace, bend > 1e-3 ? std::sqrt(1.6 / bend) : c.pace);
  double out = kRider.free(c.speed, desired);
  const auto ahead = [&](double station) { return ride.loop.wrapped(station - c.station - front); };
  for (const Cyclist& o : cyclists_) {
    if (&o == &c || o.loop != c.loop) continue;
    const double gap = std::remainder(o.station - c.station, length) - 0.5 * (o.length + c.length);
    if (gap > -1.0 && gap < 30.0) out = std::min(out, kRider.behind(c.speed, desired, gap, o.speed));
  }
  for (const Light& light : ride.lights) {
    const double gap = ahead(light.station);
    if (light.connector < 0 || gap > 25.0 || signals_.lamp(light.connector, time) == Lamp::kGreen) continue;
    if (gap > c.speed * c.speed / 4.0) out = std::min(out, kRider.before_line(c.speed, desired, gap - 0.5));
  }
  for (const Crossing& x : ride.crossings) {
    const double gap = ahead(x.begin);
    if (gap < 20.0 && crossing.occupied(x.crosswalk, x.across)) {
      out = std::min(out, kRider.before_line(c.speed, desired, gap - 0.5));
    }
    const double over = ride.loop.wrapped(x.end + c.length - c.station);  // until it has passed
    if (over < 3.0 + 3.0 * c.speed && c.speed > 0.3) crossing.threatened[static_cast<std::size_t>(x.crosswalk)] = true;
  }
  return std::max(out, -4.0);
}

void Cyclists::step(double time, CrossingTraffic& crossing) {
  std::vector<double> wanted;
  for (const Cyclist& c : cyclists_) wanted.push_back(wanted_acceleration(c, time, crossing));
  for (std::size_t i = 0; i < cyclists_.size(); ++i) {
    Cyclist& c = cyclists_[i];
    const double speed = std::max(0.0, c.speed + wanted[i] * kStep);
    c.station = nth(rides_, c.loop).loop.wrapped(c.station + 0.5 * (c.speed + speed) * kStep);
    c.speed = speed;
  }
}

void Cyclists::record() {
  for (Cyclist& c : cyclists_) c.record.push_back(nth(rides_, c.loop).loop.at(c.station));
}

}  // namespace stepscope::synthesis
