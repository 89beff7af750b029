#include "core/synthesis/story.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "core/synthesis/indexed.h"
#include "core/synthesis/recording.h"

namespace stepscope::synthesis {

namespace {

constexpr int kEventStep = 126;  // 6.3 s into the log: with history before and most of a scenario after it

double speed_at(const Town& town, int vehicle, int step) {
  return nth(nth(town.vehicles().all(), vehicle).record, step).speed;
}

int people_near(const Town& town, Point2 p, int step, double range) {
  int near = 0;
  for (const Walker& w : town.walkers().all()) near += distance(nth(w.record, step).position(), p) < range ? 1 : 0;
  return near;
}

int moving_near(const Town& town, Point2 p, int step, double range) {
  int near = 0;
  for (int i = 0; i < count(town.vehicles().all()); ++i) {
    if (speed_at(town, i, step) > 1.0 && distance(town.rear_axle(i, step).position(), p) < range) ++near;
  }
  return near;
}

int recorded_near(const Town& town, Point2 p, int step) {
  int near = people_near(town, p, step, kRecordRange);
  for (int i = 0; i < count(town.vehicles().all()); ++i) {
    near += distance(town.rear_axle(i, step).position(), p) < kRecordRange ? 1 : 0;
  }
  for (const Fixture& f : town.fixtures()) near += distance(f.centre.position(), p) < kRecordRange ? 1 : 0;
  for (const Cyclist& c : town.cyclists().all())
    near += distance(nth(c.record, step).position(), p) < kRecordRange ? 1 : 0;
  return near;
}

double way(const Town& town, int vehicle, int from, int to) {
  const std::vector<Motion>& record = nth(town.vehicles().all(), vehicle).record;
  return nth(record, to).odometer - nth(record, from).odometer;
}

bool goes_in_a_circle(const Town& town, Cut cut) {
  const std::vector<std::int64_t> route = route_from(town, cut, 0);
  return std::set(route.begin(), route.end()).size() < route.size();
}

// What every log wants: a full but not overfull surrounding, and an ego that gets somewhere on a route without loops.
double general_worth(const Town& town, Cut cut) {
  double worth = 0.0;
  for (int step = 0; step <= kLogSteps; step += kLogSteps / 4) {
    const int near = recorded_near(town, town.rear_axle(cut.vehicle, cut.first + step).position(), cut.first + step);
    worth -= 2.0 * std::max({0, 72 - near, near - 108});
  }
  if (goes_in_a_circle(town, cut)) worth -= 500.0;
  return worth + std::min(way(town, cut.vehicle, cut.first, cut.first + kLogSteps), 250.0) / 10.0;
}

using Candidates = std::vector<std::pair<double, Cut>>;

void left_turns(const Town& town, int vehicle, Candidates& out) {
  const Vehicle& v = nth(town.vehicles().all(), vehicle);
  for (std::size_t k = 1; k < v.trip.size(); ++k) {
    const CitySegment& s = nth(town.city().segments, v.trip[k]);
    if (s.junction < 0 || s.turn != Turn::kLeft) continue;
    if (nth(town.city().plan.junctions, s.junction).control != Control::kSignal) continue;
    for (int step = 1; step < town.steps(); ++step) {
      if (nth(v.record, step).odometer < v.trip_begins[k] || nth(v.record, step - 1).odometer >= v.trip_begins[k])
        continue;
      const Point2 here = town.rear_axle(vehicle, step).position();
      const bool turn_lane = nth(town.city().segments, s.from).lane_index == 0 &&
                             nth(town.city().plan.directions, nth(town.city().segments, s.from).direction).has_pocket;
      out.push_back(
          {(turn_lane ? 50.0 : 0.0) + moving_near(town, here, step, 50.0) + 0.3 * people_near(town, here, step, 30.0),
           {vehicle, step - kEventStep}});
    }
  }
}

void stops(const Town& town, int vehicle, Candidates& out) {
  const Vehicle& v = nth(town.vehicles().all(), vehicle);
  for (int step = 200; step < town.steps(); ++step) {
    if (nth(v.record, step).speed > 0.05 || nth(v.record, step - 1).speed <= 0.05) continue;
    const std::size_t entry = Vehicles::entry_at(v, nth(v.record, step).odometer);
    const bool before_light = entry + 1 < v.trip.size() && nth(town.city().segments, v.trip[entry + 1]).junction >= 0;
    if (!before_light) continue;
    const int next = nth(town.city().segments, v.trip[entry + 1]).junction;
    if (nth(town.city().plan.junctions, next).control != Control::kSignal) continue;
    int others = 0;  // standing just ahead
    const Pose2 here = town.centre(vehicle, step);
    for (int i = 0; i < count(town.vehicles().all()); ++i) {
      if (i != vehicle && distance(town.centre(i, step).position(), moved_forward(here, 8.0).position()) < 4.0)
        ++others;
    }
    const double fast = speed_at(town, vehicle, step - 130);
    // It should wait a while, and drive on before the last scenario ends.
    const int first = step - kEventStep - 50, end = std::min(first + kLogSteps - kCompared, town.steps() - 1);
    const bool waits = speed_at(town, vehicle, std::min(step + 80, end)) <= 0.05;
    const double onwards = std::min(way(town, vehicle, step, end), 60.0);
    out.push_back({2.5 * fast + 15.0 * std::min(others, 1) + moving_near(town, here.position(), step, 60.0) / 2.0 +
                       (waits ? 40.0 : 0.0) + onwards,
                   {vehicle, first}});
  }
}

void road_works(const Town& town, int vehicle, Candidates& out) {
  const Vehicle& v = nth(town.vehicles().all(), vehicle);
  for (const Fixture& f : town.fixtures()) {
    if (f.category != Category::kConstructionSign) continue;
    for (int step = 1; step + 1 < town.steps(); step += 4) {
      const Pose2 here = town.centre(vehicle, step);
      const Point2 off = f.centre.position() - here.position();
      const double ahead = std::cos(here.heading) * off.x + std::sin(here.heading) * off.y;
      if (std::hypot(off.x, off.y) > 7.0 || std::abs(ahead) > 1.5 || nth(v.record, step).speed < 4.0) continue;
      out.push_back({0.3 * people_near(town, here.position(), step, 60.0) + nth(v.record, step).speed,
                     {vehicle, step - kEventStep - 10}});
    }
  }
}

}  // namespace

std::vector<Cut> choose_cuts(const Town& town, int logs) {
  const auto stories = {left_turns, stops, road_works};
  std::vector<Candidates> all;
  for (const auto& story : stories) {
    Candidates found;
    for (int i = 0; i < count(town.vehicles().all()); ++i) {
      if (nth(town.vehicles().all(), i).is_ego_model) story(town, i, found);
    }
    Candidates possible;
    for (auto& [worth, cut] : found) {
      if (cut.first < 2 || cut.first + kLogSteps + 2 >= town.steps()) continue;
      possible.push_back({worth + general_worth(town, cut), cut});
    }
    std::stable_sort(possible.begin(), possible.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    all.push_back(std::move(possible));
  }
  std::vector<Cut> out;
  const auto unused = [&](const Cut& cut) {
    return std::none_of(out.begin(), out.end(), [&](const Cut& o) { return o.vehicle == cut.vehicle; });
  };
  for (int log = 0; log < logs; ++log) {
    const Candidates& wanted = nth(all, log % count(all));
    auto best = std::find_if(wanted.begin(), wanted.end(), [&](const auto& c) { return unused(c.second); });
    if (best != wanted.end()) {
      out.push_back(best->second);
      continue;
    }
    // More logs than stories: any drive of any vehicle.
    Cut spare{0, 2 + (log * 97) % (town.steps() - kLogSteps - 8)};
    for (int i = 0; i < count(town.vehicles().all()); ++i) {
      spare.vehicle = i;
      if (nth(town.vehicles().all(), i).is_ego_model && unused(spare)) break;
    }
    out.push_back(spare);
  }
  return out;
}

}  // namespace stepscope::synthesis
