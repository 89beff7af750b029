#include <algorithm>
#include <limits>

#include "core/synthesis/indexed.h"
#include "core/synthesis/vehicles.h"

// Who may drive through a junction. A vehicle holds a grant from shortly before its stop line until its rear bumper has
// left the junction; grants for paths that come close to each other are never held together.
namespace stepscope::synthesis {

namespace {

constexpr double kClearance = 3.1;  // between two paths that may be driven at the same time

double gap_between(const Course& a, const Course& b) {
  double least = std::numeric_limits<double>::max();
  for (const Pose2& p : a.vertices()) {
    for (const Pose2& q : b.vertices()) least = std::min(least, distance(p.position(), q.position()));
  }
  return least;
}

// Station on `a` from which on it keeps clear of `b`, which begins at the same place.
double apart_from(const Course& a, const Course& b) {
  for (double s = a.length(); s > 0.0; s -= 0.5) {
    double least = std::numeric_limits<double>::max();
    for (const Pose2& q : b.vertices()) least = std::min(least, distance(a.at(s).position(), q.position()));
    if (least < 2.7) return s + 0.5;
  }
  return 0.0;
}

double braking_distance(double speed) { return speed * speed / (2.0 * 3.0) + 0.2 * speed; }

}  // namespace

void Vehicles::find_conflicts() {
  for (int i = 0; i < count(city_.segments); ++i) {
    const CitySegment& a = nth(city_.segments, i);
    if (!a.is_connector()) continue;
    for (const int other : nth(city_.segments, a.from).successors) {
      if (other == i) continue;
      nth(siblings_, i).push_back({other, apart_from(nth(city_.segments, other).course, a.course)});
    }
    for (int j = 0; a.junction >= 0 && j < count(city_.segments); ++j) {
      const CitySegment& b = nth(city_.segments, j);
      if (b.junction != a.junction || b.from == a.from) continue;
      if (gap_between(a.course, b.course) < kClearance) nth(conflicts_, i).push_back(j);
    }
  }
}

bool Vehicles::find_entrance(const Vehicle& v, Entrance& entrance) const {
  for (std::size_t k = v.at; k < v.trip.size(); ++k) {
    if (nth(city_.segments, v.trip[k]).junction < 0) continue;
    const double gap = v.trip_begins[k] - v.now.odometer - v.front();
    if (gap < 0.0) continue;  // already in
    entrance = {k, gap};
    return gap < 80.0;
  }
  return false;
}

// Whether a grant stays: it ends behind the junction, and before the line when the light changes and one can still
// stop.
bool Vehicles::may_keep(const Vehicle& v, double time) const {
  const auto entry = static_cast<std::size_t>(v.granted);
  const double end = entry + 1 < v.trip_begins.size() ? v.trip_begins[entry + 1] : v.trip_begins.back() + 100.0;
  if (v.now.odometer - v.rear() > end) return false;
  const double gap = v.trip_begins[entry] - v.now.odometer - v.front();
  const CitySegment& connector = nth(city_.segments, v.trip[entry]);
  if (gap < 0.0 || nth(city_.plan.junctions, connector.junction).control != Control::kSignal) return true;
  return signals_.lamp(v.trip[entry], time) == Lamp::kGreen || gap < braking_distance(v.now.speed);
}

bool Vehicles::may_ask(const Vehicle& v, const Entrance& entrance, double time) const {
  const int connector = v.trip[entrance.entry];
  const int junction = nth(city_.segments, connector).junction;
  if (nth(city_.plan.junctions, junction).control != Control::kSignal) return entrance.gap < 3.0 && v.waiting > 0.6;
  return entrance.gap < 14.0 + v.now.speed * v.now.speed / 3.0 && signals_.lamp(connector, time) == Lamp::kGreen;
}

bool Vehicles::is_free(const Vehicle& v, int connector, const std::vector<int>& holders) const {
  const std::vector<int>& conflicts = nth(conflicts_, connector);
  const int lane = nth(city_.segments, connector).to;
  double room = 1e9;
  if (!nth(on_, lane).empty()) {
    const Vehicle& last = nth(vehicles_, nth(on_, lane).front());
    if (last.now.speed < 4.0) room = last.now.odometer - last.trip_begins[last.at] - last.rear();
  }
  for (const int holder : holders) {
    const Vehicle& h = nth(vehicles_, holder);
    const int theirs = h.trip[static_cast<std::size_t>(h.granted)];
    if (std::find(conflicts.begin(), conflicts.end(), theirs) != conflicts.end()) return false;
    if (nth(city_.segments, theirs).to == lane && h.at <= static_cast<std::size_t>(h.granted)) room -= h.length + 2.5;
  }
  return room > v.length + 2.0;  // never stop on the junction
}

void Vehicles::settle_grants(double time) {
  for (std::vector<int>& holders : holders_) holders.clear();
  for (int i = 0; i < count(vehicles_); ++i) {
    Vehicle& v = nth(vehicles_, i);
    if (v.granted >= 0 && !may_keep(v, time)) v.granted = -1;
    if (v.granted < 0) continue;
    const CitySegment& connector = nth(city_.segments, v.trip[static_cast<std::size_t>(v.granted)]);
    nth(holders_, connector.junction).push_back(i);
  }
  struct Request {
    double waiting, gap;
    int vehicle;
    std::size_t entry;
  };
  std::vector<Request> requests;
  for (int i = 0; i < count(vehicles_); ++i) {
    Vehicle& v = nth(vehicles_, i);
    Entrance entrance{};
    if (v.granted >= 0 || !find_entrance(v, entrance)) {
      v.waiting = 0.0;
      continue;
    }
    v.waiting = entrance.gap < 3.0 && v.now.speed < 0.3 ? v.waiting + kStep : 0.0;
    if (may_ask(v, entrance, time)) requests.push_back({v.waiting, entrance.gap, i, entrance.entry});
  }
  // Who has waited longest goes first, then who is nearest.
  std::sort(requests.begin(), requests.end(), [](const Request& a, const Request& b) {
    if (a.waiting != b.waiting) return a.waiting > b.waiting;
    return a.gap != b.gap ? a.gap < b.gap : a.vehicle < b.vehicle;
  });
  for (const Request& request : requests) {
    Vehicle& v = nth(vehicles_, request.vehicle);
    const int connector = v.trip[request.entry];
    std::vector<int>& holders = nth(holders_, nth(city_.segments, connector).junction);
    if (!is_free(v, connector, holders)) continue;
    v.granted = static_cast<int>(request.entry);
    holders.push_back(request.vehicle);
  }
}

}  // namespace stepscope::synthesis
