#include "core/synthesis/signal_plan.h"

#include <algorithm>
#include <cmath>

#include "core/base/random.h"
#include "core/synthesis/indexed.h"

namespace stepscope::synthesis {

namespace {

// Connectors that begin on `arriving`, by turn.
std::vector<int> movements(const City& city, int arriving, bool left, bool others) {
  std::vector<int> out;
  for (const int lane : nth(city.roadblocks, nth(city.blocks_of, arriving).back()).lanes) {
    for (const int connector : nth(city.segments, lane).successors) {
      if (nth(city.segments, connector).turn == Turn::kLeft ? left : others) out.push_back(connector);
    }
  }
  return out;
}

void append(std::vector<int>& to, const std::vector<int>& more) { to.insert(to.end(), more.begin(), more.end()); }

// The approach that comes from straight ahead of `arriving`, −1 if there is none.
int facing(const City& city, int arriving, int junction) {
  for (const int leaving : nth(city.plan.junctions, junction).leaving) {
    if (leaving == nth(city.plan.directions, arriving).opposite) continue;
    if (city.plan.turn(arriving, leaving) == Turn::kStraight) return nth(city.plan.directions, leaving).opposite;
  }
  return -1;
}

}  // namespace

SignalPlan::SignalPlan(const City& city, std::uint64_t seed)
    : cycles_(city.plan.junctions.size()), junction_of_(city.segments.size(), -1), phase_of_(city.segments.size(), -1) {
  Random random(seed ^ 0x5EED0002ULL);
  for (int junction = 0; junction < count(city.plan.junctions); ++junction) {
    if (nth(city.plan.junctions, junction).control != Control::kSignal) continue;
    Cycle& cycle = nth(cycles_, junction);
    std::vector<int> done;
    for (const int leaving : nth(city.plan.junctions, junction).leaving) {
      const int arriving = nth(city.plan.directions, leaving).opposite;
      if (std::find(done.begin(), done.end(), arriving) != done.end()) continue;
      const Direction& d = nth(city.plan.directions, arriving);
      const int across = d.street_class == StreetClass::kAvenue ? facing(city, arriving, junction) : -1;
      if (across < 0) {
        cycle.phases.push_back(
            {movements(city, arriving, true, true), d.street_class == StreetClass::kAvenue ? 11.0 : 9.0});
        continue;
      }
      done.push_back(across);
      // Without a lane of their own left turns would block those who go straight on; such approaches go alone.
      const bool pockets = d.has_pocket && nth(city.plan.directions, across).has_pocket;
      Phase through{movements(city, arriving, !pockets, true), 15.0};
      Phase other{movements(city, across, !pockets, !pockets), pockets ? 0.0 : 12.0};
      if (pockets) {
        append(through.connectors, movements(city, across, false, true));
        other = {movements(city, arriving, true, false), 7.5};
        append(other.connectors, movements(city, across, true, false));
      }
      cycle.phases.push_back(std::move(through));
      cycle.phases.push_back(std::move(other));
    }
    for (int p = 0; p < count(cycle.phases); ++p) {
      cycle.length += nth(cycle.phases, p).length();
      for (const int connector : nth(cycle.phases, p).connectors) {
        nth(junction_of_, connector) = junction;
        nth(phase_of_, connector) = p;
      }
    }
    cycle.offset = random.uniform(0.0, cycle.length);
  }
  for (int c = 0; c < count(city.crosswalks); ++c) {
    const Crosswalk& crosswalk = nth(city.crosswalks, c);
    crosswalk_junction_.push_back(crosswalk.junction);
    std::vector<bool> walk;
    for (const Phase& phase : nth(cycles_, crosswalk.junction).phases) {
      bool free = true;
      for (const int connector : phase.connectors) {
        for (const Crossing& crossing : nth(city.segments, connector).crossings) {
          const bool starts_here = crossing.begin < 5.0;
          free &= crossing.crosswalk != c || (!starts_here && nth(city.segments, connector).turn != Turn::kStraight);
        }
      }
      walk.push_back(free);
    }
    walk_phases_.push_back(std::move(walk));
  }
}

SignalPlan::Moment SignalPlan::moment(const Cycle& cycle, double time) {
  double rest = std::fmod(time + cycle.offset, cycle.length);
  for (std::size_t p = 0; p + 1 < cycle.phases.size(); ++p) {
    if (rest < cycle.phases[p].length()) return {p, rest};
    rest -= cycle.phases[p].length();
  }
  return {cycle.phases.size() - 1, rest};
}

Lamp SignalPlan::lamp(int connector, double time) const {
  const Cycle& cycle = nth(cycles_, nth(junction_of_, connector));
  const Moment now = moment(cycle, time);
  if (static_cast<int>(now.phase) != nth(phase_of_, connector)) return Lamp::kRed;
  const double green = cycle.phases[now.phase].green;
  if (now.within < green) return Lamp::kGreen;
  return now.within < green + kYellow ? Lamp::kYellow : Lamp::kRed;
}

double SignalPlan::walk_left(int crosswalk, double time) const {
  const Cycle& cycle = nth(cycles_, nth(crosswalk_junction_, crosswalk));
  const std::vector<bool>& walk = nth(walk_phases_, crosswalk);
  const Moment now = moment(cycle, time);
  if (!walk[now.phase]) return 0.0;
  double left = cycle.phases[now.phase].length() - now.within;
  for (std::size_t k = 1; k < walk.size(); ++k) {
    const std::size_t next = (now.phase + k) % walk.size();
    if (!walk[next]) break;
    left += cycle.phases[next].length();
  }
  return left;
}

}  // namespace stepscope::synthesis
