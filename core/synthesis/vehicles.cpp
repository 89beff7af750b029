#include "core/synthesis/vehicles.h"

#include <algorithm>

#include "core/synthesis/indexed.h"

namespace stepscope::synthesis {

namespace {

constexpr double kLookAhead = 75.0;
constexpr double kStopBeforeLine = 0.9;
const IdmDriver kDriver;

double station(const Vehicle& v) { return v.now.odometer - v.trip_begins[v.at]; }

}  // namespace

Vehicles::Vehicles(const City& city, const SignalPlan& signals, std::uint64_t seed, int number)
    : city_(city),
      signals_(signals),
      on_(city.segments.size()),
      holders_(city.plan.junctions.size()),
      conflicts_(city.segments.size()),
      siblings_(city.segments.size()) {
  Random random(seed ^ 0x5EED0003ULL);
  find_conflicts();
  place(number, random);
}

std::size_t Vehicles::entry_at(const Vehicle& vehicle, double odometer) {
  const auto after = std::upper_bound(vehicle.trip_begins.begin(), vehicle.trip_begins.end(), odometer);
  return after == vehicle.trip_begins.begin() ? 0 : static_cast<std::size_t>(after - vehicle.trip_begins.begin()) - 1;
}

Pose2 Vehicles::rear_axle(const Vehicle& vehicle, double odometer) const {
  const std::size_t entry = entry_at(vehicle, odometer);
  return nth(city_.segments, vehicle.trip[entry]).course.at(odometer - vehicle.trip_begins[entry]);
}

double Vehicles::curvature(const Vehicle& vehicle, double odometer) const {
  const Pose2 behind = rear_axle(vehicle, odometer - 0.75), ahead = rear_axle(vehicle, odometer + 0.75);
  return std::remainder(ahead.heading - behind.heading, 2.0 * std::acos(-1.0)) / 1.5;
}

void Vehicles::place(int number, Random& random) {
  std::vector<std::vector<double>> taken(city_.segments.size());
  for (int tries = 0; tries < 40 * number && count(vehicles_) < number; ++tries) {
    const int segment = random.below(count(city_.segments));
    const CitySegment& lane = nth(city_.segments, segment);
    const double where = random.uniform(2.0, 160.0);
    if (lane.is_connector() || where > lane.course.length() - 8.0) continue;  // long lanes get more
    bool free = true;
    for (const double other : nth(taken, segment)) free &= std::abs(other - where) > 14.0;
    if (!free) continue;
    nth(taken, segment).push_back(where);
    Vehicle v;
    v.random = Random(random.next());
    const double kind = v.random.uniform();
    if (kind < 0.28) {
      v.length = 5.176, v.width = 2.297, v.height = 1.777, v.is_ego_model = true;
    } else if (kind < 0.33) {
      v.length = v.random.uniform(6.0, 6.9), v.width = 2.2, v.height = 2.9;  // delivery lorries
    } else {
      v.length = v.random.uniform(4.1, 5.1), v.width = v.random.uniform(1.75, 2.0),
      v.height = v.random.uniform(1.45, 1.9);
    }
    v.manner = v.random.uniform(0.86, 1.03);
    v.trip = {segment};
    v.trip_begins = {0.0};
    v.now = {where, 0.5 * lane.speed, 0.0};
    vehicles_.push_back(std::move(v));
  }
}

void Vehicles::plan_ahead(Vehicle& v) {
  while (v.trip_begins.back() - v.now.odometer < 140.0) {
    const CitySegment& last = nth(city_.segments, v.trip.back());
    int next = last.successors.front();
    if (last.successors.size() > 1) {
      std::vector<double> weights;
      double sum = 0.0;
      for (const int option : last.successors) {
        const CitySegment& s = nth(city_.segments, option);
        const bool turn_lane = s.junction < 0 && nth(city_.segments, s.to).lane_index == 0;
        double weight = s.turn == Turn::kStraight ? 0.6 : 0.25;
        if (turn_lane) weight = 0.35;
        if (v.length > 6.0 && (turn_lane || s.turn == Turn::kRight)) weight = 0.0;  // lorries keep to wide paths
        weights.push_back(weight);
        sum += weight;
      }
      double choice = v.random.uniform(0.0, sum);
      for (std::size_t k = 0; k < weights.size(); ++k) {
        next = last.successors[k];
        choice -= weights[k];
        if (choice < 0.0) break;
      }
    }
    v.trip_begins.push_back(v.trip_begins.back() + last.course.length());
    v.trip.push_back(next);
  }
}

double Vehicles::desired_speed(const Vehicle& v) const {
  double desired = 100.0;
  for (std::size_t k = v.at; k < v.trip.size(); ++k) {
    const double away = std::max(0.0, v.trip_begins[k] - v.now.odometer);
    if (away > kLookAhead) break;
    const CitySegment& s = nth(city_.segments, v.trip[k]);
    const double allowed = std::min(s.speed, v.manner * s.speed_limit);
    desired = std::min(desired, std::sqrt(allowed * allowed + 2.0 * 1.5 * away));
  }
  return desired;
}

double Vehicles::behind_others(const Vehicle& v, double desired) const {
  double out = kDriver.free(v.now.speed, desired);
  const auto follow = [&](const Vehicle& lead, double base) {
    const double gap = base + station(lead) - lead.rear() - v.front();
    out = std::min(out, kDriver.behind(v.now.speed, desired, gap, lead.now.speed));
  };
  for (std::size_t k = v.at; k < v.trip.size(); ++k) {
    const double base = v.trip_begins[k] - v.now.odometer;  // rear axle → begin of the segment
    if (base > kLookAhead) break;
    for (const Sibling& sibling : nth(siblings_, v.trip[k])) {
      for (const int other : nth(on_, sibling.connector)) {
        const Vehicle& lead = nth(vehicles_, other);
        if (&lead == &v || base + station(lead) <= 0.0 || station(lead) - lead.rear() > sibling.apart) continue;
        follow(lead, base);
      }
    }
    bool found = false;
    for (const int other : nth(on_, v.trip[k])) {
      const Vehicle& lead = nth(vehicles_, other);
      if (&lead == &v || base + station(lead) <= 0.0) continue;
      follow(lead, base);
      found = true;
      break;
    }
    if (found) break;
  }
  return out;
}

double Vehicles::wanted_acceleration(const Vehicle& v, const CrossingTraffic& crossing) const {
  const double desired = desired_speed(v);
  double out = behind_others(v, desired);
  Entrance entrance{};
  if (find_entrance(v, entrance) && v.granted != static_cast<int>(entrance.entry)) {
    out = std::min(out, kDriver.before_line(v.now.speed, desired, entrance.gap - kStopBeforeLine));
  }
  for (std::size_t k = v.at; k < v.trip.size(); ++k) {
    const double base = v.trip_begins[k] - v.now.odometer - v.front();
    if (base > 45.0) break;
    for (const Crossing& c : nth(city_.segments, v.trip[k]).crossings) {
      const double gap = base + c.begin;
      if (gap < -0.6 || gap > 45.0 || !crossing.occupied(c.crosswalk, c.across)) continue;
      out = std::min(out, kDriver.before_line(v.now.speed, desired, gap - 0.6));
    }
  }
  return std::max(out, -7.0);
}

void Vehicles::tell_threats(CrossingTraffic& crossing) const {
  crossing.threatened.assign(crossing.threatened.size(), false);
  for (const Vehicle& v : vehicles_) {
    for (std::size_t k = v.at; k < v.trip.size(); ++k) {
      const double base = v.trip_begins[k] - v.now.odometer;
      if (base - v.front() > 30.0) break;
      for (const Crossing& c : nth(city_.segments, v.trip[k]).crossings) {
        const double gap = base + c.begin - v.front();
        const bool passed = base + c.end + v.rear() < 0.0;
        const bool stops = k > v.at && v.granted != static_cast<int>(k);
        if (!passed && !stops && gap < 1.5 + 3.0 * v.now.speed) {
          crossing.threatened[static_cast<std::size_t>(c.crosswalk)] = true;
        }
      }
    }
  }
}

void Vehicles::step(double time, CrossingTraffic& crossing) {
  for (std::vector<int>& list : on_) list.clear();
  for (int i = 0; i < count(vehicles_); ++i) {
    plan_ahead(nth(vehicles_, i));
    nth(on_, nth(vehicles_, i).trip[nth(vehicles_, i).at]).push_back(i);
  }
  for (std::vector<int>& list : on_) {
    std::sort(list.begin(), list.end(), [&](int a, int b) {
      const double sa = station(nth(vehicles_, a)), sb = station(nth(vehicles_, b));
      return sa < sb || (sa == sb && a < b);
    });
  }
  settle_grants(time);
  std::vector<double> wanted;
  wanted.reserve(vehicles_.size());
  for (const Vehicle& v : vehicles_) wanted.push_back(wanted_acceleration(v, crossing));
  for (std::size_t i = 0; i < vehicles_.size(); ++i) {
    Vehicle& v = vehicles_[i];
    // Feet do not jump: limited jerk, except in an emergency.
    const double change = wanted[i] - v.now.acceleration;
    double a = wanted[i] < -3.5 ? wanted[i] : v.now.acceleration + std::clamp(change, -0.4, 0.2);
    if (v.now.speed + a * kStep <= 0.0) {
      if (a < 0.0) v.now.odometer += 0.5 * v.now.speed * v.now.speed / -a;
      v.now.speed = 0.0;
      a = 0.0;
    } else {
      v.now.odometer += v.now.speed * kStep + 0.5 * a * kStep * kStep;
      v.now.speed += a * kStep;
    }
    v.now.acceleration = a;
    while (v.at + 1 < v.trip.size() && v.trip_begins[v.at + 1] <= v.now.odometer) ++v.at;
  }
  tell_threats(crossing);
}

void Vehicles::record() {
  for (Vehicle& v : vehicles_) v.record.push_back(v.now);
}

}  // namespace stepscope::synthesis
