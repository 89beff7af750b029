#include <algorithm>

#include "core/geometry/angle.h"
#include "core/geometry/polygon.h"
#include "core/synthesis/city.h"
#include "core/synthesis/indexed.h"

namespace stepscope::synthesis {

namespace {

constexpr double kCrosswalkNear = 1.5, kCrosswalkWidth = 3.5;  // beyond the stop line, towards the middle

struct LanePair {
  int from, to;
};

// Which lane leads into which: left turns from the leftmost lane, right turns from the rightmost, straight on from
// those between (all, if there is no lane for left turns alone).
std::vector<LanePair> lane_pairs(const City& city, int arriving, int leaving) {
  const Direction& d = nth(city.plan.directions, arriving);
  const std::vector<int>& in = nth(city.roadblocks, nth(city.blocks_of, arriving).back()).lanes;
  const std::vector<int>& out = nth(city.roadblocks, nth(city.blocks_of, leaving).front()).lanes;
  const Turn turn = city.plan.turn(arriving, leaving);
  if (turn == Turn::kLeft) return {{in.front(), out.front()}};
  if (turn == Turn::kRight) return {{in.back(), out.back()}};
  std::vector<LanePair> pairs;
  for (std::size_t k = d.has_pocket ? 1 : 0; k < in.size(); ++k) {
    pairs.push_back({in[k], out[std::min(out.size() - 1, pairs.size())]});
  }
  return pairs;
}

void add_links(City& city, int junction, int intersection) {
  for (const int out : nth(city.plan.junctions, junction).leaving) {
    const int arriving = nth(city.plan.directions, out).opposite;
    for (const int leaving : nth(city.plan.junctions, junction).leaving) {
      if (leaving == out) continue;
      const int link = count(city.links);
      city.links.push_back({city.new_id(),
                            intersection,
                            nth(city.blocks_of, arriving).back(),
                            nth(city.blocks_of, leaving).front(),
                            {}});
      for (const LanePair pair : lane_pairs(city, arriving, leaving)) {
        Course course = turn_between(nth(city.segments, pair.from).course.vertices().back(),
                                     nth(city.segments, pair.to).course.vertices().front(), 1.0);
        const int added = add_connector(city, pair.from, pair.to, std::move(course), intersection, link);
        nth(city.segments, added).turn = city.plan.turn(arriving, leaving);
        nth(city.segments, added).junction = junction;
      }
    }
  }
}

// Kerb to kerb: the ends of all streets and the rounded corners between them, counter-clockwise.
Ring junction_ring(const City& city, int junction) {
  Ring ring;
  const std::vector<int>& leaving = nth(city.plan.junctions, junction).leaving;
  for (std::size_t k = 0; k < leaving.size(); ++k) {
    const Direction& d = nth(city.plan.directions, leaving[k]);
    const Direction& next = nth(city.plan.directions, leaving[(k + 1) % leaving.size()]);
    const Pose2 end = d.axis.vertices()[d.first];
    ring.push_back(moved_right(end, d.section().curb()).position());
    Pose2 inwards = moved_right(end, -d.section().curb());
    inwards.heading = wrap_angle(inwards.heading + kPi);
    const Pose2 outwards = moved_right(next.axis.vertices()[next.first], next.section().curb());
    for (const Point2 p : turn_between(inwards, outwards, 1.5).points()) ring.push_back(p);
    ring.pop_back();  // the next street begins with it
  }
  ring.push_back(ring.front());
  return ring;
}

void add_crosswalk(City& city, int junction, int leaving) {
  const Direction& d = nth(city.plan.directions, leaving);
  const Pose2 middle = d.axis.at(d.axis.station(d.first) - kCrosswalkNear - 0.5 * kCrosswalkWidth);
  const double reach = d.section().curb() + 1.0;  // the kerb is already curving away
  Crosswalk crosswalk;
  crosswalk.id = city.new_id();
  crosswalk.junction = junction;
  crosswalk.leaving = leaving;
  crosswalk.width = kCrosswalkWidth;
  const Pose2 right = moved_right(middle, reach), left = moved_right(middle, -reach);
  crosswalk.start = right.position();
  crosswalk.end = left.position();
  const double half = 0.5 * kCrosswalkWidth;
  crosswalk.ring = {moved_forward(right, -half).position(), moved_forward(right, half).position(),
                    moved_forward(left, half).position(), moved_forward(left, -half).position()};
  crosswalk.ring.push_back(crosswalk.ring.front());
  city.crosswalks.push_back(std::move(crosswalk));
}

int crosswalk_at(const City& city, int junction, int leaving) {
  for (int i = 0; i < count(city.crosswalks); ++i) {
    const Crosswalk& crosswalk = nth(city.crosswalks, i);
    if (crosswalk.junction == junction && crosswalk.leaving == leaving) return i;
  }
  return -1;
}

// One stop line for each lane that ends at the junction, for all its connectors.
void add_stop_lines(City& city, int junction) {
  const bool signal = nth(city.plan.junctions, junction).control == Control::kSignal;
  for (const int out : nth(city.plan.junctions, junction).leaving) {
    const int arriving = nth(city.plan.directions, out).opposite;
    for (const int lane : nth(city.roadblocks, nth(city.blocks_of, arriving).back()).lanes) {
      const CitySegment& segment = nth(city.segments, lane);
      CityStopLine line;
      line.id = city.new_id();
      line.kind = signal ? StopKind::kTrafficLight : StopKind::kStopSign;
      line.lane = lane;
      line.crosswalk = crosswalk_at(city, junction, out);
      const Pose2 end = segment.course.vertices().back();
      const double half = 0.5 * segment.width_to - 0.1;
      const Pose2 before = moved_forward(end, -0.4), after = moved_forward(end, 0.4);
      line.ring = {moved_right(before, half).position(), moved_right(after, half).position(),
                   moved_right(after, -half).position(), moved_right(before, -half).position()};
      line.ring.push_back(line.ring.front());
      if (signal) {
        line.light_id = city.new_id();
        const Pose2 lamp = moved_forward(end, 1.0);  // over the lane, facing the traffic
        line.light = {lamp.x, lamp.y, wrap_angle(end.heading + kPi)};
      }
      for (const int connector : segment.successors) line.connectors.push_back(connector);
      const int index = count(city.stop_lines);
      for (const int connector : line.connectors) nth(city.segments, connector).stop_line = index;
      city.stop_lines.push_back(std::move(line));
    }
  }
}

void find_crossings(City& city, int junction) {
  for (CitySegment& segment : city.segments) {
    if (segment.junction != junction) continue;
    for (int i = 0; i < count(city.crosswalks); ++i) {
      const Crosswalk& crosswalk = nth(city.crosswalks, i);
      if (crosswalk.junction != junction) continue;
      const Area striped({Polygon{crosswalk.ring, {}}});
      Crossing crossing{i, -1.0, -1.0, 0.0};
      for (double s = 0.0; s <= segment.course.length(); s += 0.25) {
        const Point2 p = segment.course.at(s).position();
        if (!striped.contains(p)) continue;
        if (crossing.begin < 0.0) crossing.begin = s;
        crossing.end = s;
        const Point2 along = crosswalk.end - crosswalk.start, offset = p - crosswalk.start;
        crossing.across = (along.x * offset.x + along.y * offset.y) / std::hypot(along.x, along.y);
      }
      if (crossing.begin >= 0.0) segment.crossings.push_back(crossing);
    }
  }
}

}  // namespace

void build_junctions(City& city) {
  for (int junction = 0; junction < count(city.plan.junctions); ++junction) {
    const bool signal = nth(city.plan.junctions, junction).control == Control::kSignal;
    const int intersection = count(city.intersections);
    city.intersections.push_back({city.new_id(), signal ? IntersectionKind::kSignal : IntersectionKind::kStopSign,
                                  junction, junction_ring(city, junction)});
    add_links(city, junction, intersection);
    if (signal) {
      for (const int leaving : nth(city.plan.junctions, junction).leaving) add_crosswalk(city, junction, leaving);
    }
    add_stop_lines(city, junction);
    find_crossings(city, junction);
  }
}

}  // namespace stepscope::synthesis
