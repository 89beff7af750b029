#include <algorithm>

#include "core/geometry/angle.h"
#include "core/geometry/polygon.h"
#include "core/synthesis/block_loop.h"
#include "core/synthesis/city.h"
#include "core/synthesis/indexed.h"

namespace stepscope::synthesis {

namespace {

constexpr double kCarParkLength = 34.0, kCarParkDepth = 17.0, kBayLength = 5.2, kBayWidth = 2.7, kDriveway = 12.0;

void add_walkways(City& city, const Direction& d) {
  const CrossSection& section = d.section();
  const double front = section.curb(), back = section.curb() + section.walkway;
  city.walkways.push_back({city.new_id(), ring_between(d.axis.part(d.first, d.last, front).points(),
                                                       d.axis.part(d.first, d.last, back).points())});
  const Direction& next = nth(city.plan.directions, d.around_block);
  const Pose2 end = d.axis.vertices()[d.last], begin = next.axis.vertices()[next.first];
  const auto corner = [&](double before, double after) {
    return turn_between(moved_right(end, before), moved_right(begin, after), 1.5).points();
  };
  const CrossSection& then = next.section();
  city.walkways.push_back(
      {city.new_id(), ring_between(corner(front, then.curb()), corner(back, then.curb() + then.walkway))});
}

// Left edge of the carriageway of one direction, including the branch of its turn lane.
std::vector<Point2> carriageway_left(const City& city, int direction) {
  std::vector<Point2> out;
  const std::vector<int>& blocks = nth(city.blocks_of, direction);
  const auto append = [&](int boundary) {
    const std::vector<Point2>& points = nth(city.boundaries, boundary).points;
    out.insert(out.end(), points.begin() + (out.empty() ? 0 : 1), points.end());
  };
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    const int lane = nth(city.roadblocks, blocks[k]).lanes.front();
    append(nth(city.segments, lane).left);
    if (k + 1 == blocks.size()) continue;
    for (const int next : nth(city.segments, lane).successors) {
      if (nth(city.segments, nth(city.segments, next).to).lane_index == 0) append(nth(city.segments, next).left);
    }
  }
  return out;
}

void add_road(City& city, int direction) {
  const Direction& d = nth(city.plan.directions, direction);
  const double outer = d.section().outer();
  const std::vector<Point2> right = d.axis.part(d.first, d.last, outer).points();
  RoadSegment road{city.new_id(), ring_between(carriageway_left(city, direction), right), {}};
  road.roadblocks = nth(city.blocks_of, direction);
  city.road_segments.push_back(std::move(road));
  city.strips.push_back(
      {city.new_id(), ring_between(right, d.axis.part(d.first, d.last, d.section().curb()).points())});
}

// A car park behind the walkway with a drive to the street, where the block has room for it.
bool add_car_park(City& city, int direction, const Area& block) {
  const Direction& d = nth(city.plan.directions, direction);
  const double middle = 0.5 * (d.axis.station(d.first) + d.axis.station(d.last));
  const Pose2 kerb = moved_right(d.axis.at(middle), d.section().curb());
  const Pose2 front = moved_right(kerb, kDriveway);
  const auto corner = [&](double forward, double right) {
    return moved_forward(moved_right(front, right), forward).position();
  };
  const double half = 0.5 * kCarParkLength;
  CarPark park;
  park.ring = {corner(-half, 0.0), corner(-half, kCarParkDepth), corner(half, kCarParkDepth), corner(half, 0.0)};
  park.ring.push_back(park.ring.front());
  for (const Point2 p : park.ring) {
    if (!block.contains(p)) return false;
  }
  for (const Point2 p : block.parts()[0].exterior) {  // and not too close to another street of the block
    if (Area({Polygon{park.ring, {}}}).distance_to(p) < 5.0) return false;
  }
  park.id = city.new_id();
  park.heading = d.axis.at(middle).heading;
  for (int k = 0; k < 12; ++k) {
    const double along = -half + 0.8 + (k + 0.5) * kBayWidth;
    for (const bool far : {false, true}) {
      if (!far && std::abs(along) < 3.5) continue;  // the drive
      Pose2 bay = moved_forward(moved_right(front, far ? kCarParkDepth - 0.5 * kBayLength : 0.5 * kBayLength), along);
      bay.heading = wrap_angle(bay.heading + (far ? -0.5 : 0.5) * kPi);
      park.bays.push_back(bay);
    }
  }
  city.car_parks.push_back(std::move(park));
  PlainArea drive{
      city.new_id(),
      {moved_forward(kerb, -3.0).position(), corner(-3.0, 0.0), corner(3.0, 0.0), moved_forward(kerb, 3.0).position()}};
  drive.ring.push_back(drive.ring.front());
  city.strips.push_back(std::move(drive));
  return true;
}

}  // namespace

void build_ground(City& city) {
  for (int i = 0; i < count(city.plan.directions); ++i) {
    add_walkways(city, nth(city.plan.directions, i));
    add_road(city, i);
  }
  for (int block = 0; block < count(city.plan.blocks); ++block) {
    if (is_outside(city.plan, block) || block % 5 == 3) continue;
    const BlockLoop back = loop_around(city.plan, block, LoopPlace::kWalkwayBack);
    const Area area({Polygon{back.course.points(), {}}});
    for (const int direction : nth(city.plan.blocks, block)) {
      if (nth(city.plan.directions, direction).street_class == StreetClass::kSide &&
          add_car_park(city, direction, area)) {
        break;
      }
    }
  }
  for (const CityRoadblock& block : city.roadblocks) {
    const Course& course = nth(city.segments, block.lanes.front()).course;
    city.node_marks.push_back({city.last_id + 1, course.vertices().front()});
    city.new_id();
  }
}

}  // namespace stepscope::synthesis
