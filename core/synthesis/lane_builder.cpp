#include <algorithm>

#include "core/synthesis/city.h"
#include "core/synthesis/indexed.h"

namespace stepscope::synthesis {

namespace {

int add_boundary(City& city, std::vector<Point2> points, LineKind kind) {
  city.boundaries.push_back({city.new_id(), std::move(points), kind});
  return count(city.boundaries) - 1;
}

// Speed at which a bend is taken: 2 m/s² of lateral acceleration.
double comfortable_speed(const Course& course, double limit) {
  const double bend = course.sharpest();
  return bend < 1e-6 ? limit : std::min(limit, std::sqrt(2.0 / bend));
}

// The lanes of one roadblock between two axis vertices; `edges` are the distances of the lane boundaries from the axis.
int add_roadblock(City& city, int direction, std::size_t first, std::size_t last, const std::vector<double>& edges) {
  const Direction& d = nth(city.plan.directions, direction);
  CityRoadblock block;
  block.id = city.new_id();
  block.from_edge = city.new_id();
  block.to_edge = city.new_id();
  block.direction = direction;
  const int index = count(city.roadblocks);
  std::vector<int> lines;
  for (std::size_t k = 0; k < edges.size(); ++k) {
    const bool outside = k == 0 || k + 1 == edges.size();
    lines.push_back(add_boundary(city, d.axis.part(first, last, edges[k]).points(),
                                 outside ? LineKind::kSolid : LineKind::kDashed));
  }
  for (int k = 0; k + 1 < count(lines); ++k) {
    CitySegment lane;
    lane.id = city.new_id();
    lane.area_id = lane.id;
    lane.baseline_id = city.new_id();
    lane.direction = direction;
    lane.group = index;
    lane.lane_index = k;
    lane.course = d.axis.part(first, last, 0.5 * (nth(edges, k) + nth(edges, k + 1)));
    lane.width_from = lane.width_to = nth(edges, k + 1) - nth(edges, k);
    lane.left = nth(lines, k);
    lane.right = nth(lines, k + 1);
    lane.speed_limit = d.speed_limit;
    lane.speed = comfortable_speed(lane.course, d.speed_limit);
    block.lanes.push_back(count(city.segments));
    city.segments.push_back(std::move(lane));
  }
  city.roadblocks.push_back(std::move(block));
  nth(city.blocks_of, direction).push_back(index);
  return index;
}

// Connects the two lanes before a left-turn lane with the three beside it.
void add_branch(City& city, int direction, int before, int after) {
  const Direction& d = nth(city.plan.directions, direction);
  const int intersection = count(city.intersections);
  city.intersections.push_back({city.new_id(), IntersectionKind::kBranch, -1, {}});
  const int link = count(city.links);
  city.links.push_back({city.new_id(), intersection, before, after, {}});

  const std::vector<int> from = nth(city.roadblocks, before).lanes, to = nth(city.roadblocks, after).lanes;
  const int turn_lane = to.front();
  Course aside = turn_between(nth(city.segments, from.front()).course.vertices().back(),
                              nth(city.segments, turn_lane).course.vertices().front(), 2.0);
  add_connector(city, from.front(), turn_lane, std::move(aside), intersection, link);
  for (std::size_t k = 0; k < from.size(); ++k) {
    // The middle is computed as for the lanes themselves, so that the ends are equal to the last bit.
    const int lane = static_cast<int>(k);
    const double middle = 0.5 * (d.section().lane_edge(lane) + d.section().lane_edge(lane + 1));
    Course ahead = d.axis.part(d.branch, d.pocket, middle);
    add_connector(city, from[k], to[k + 1], std::move(ahead), intersection, link);
  }
  const std::vector<int>& connectors = nth(city.links, link).connectors;
  const CitySegment &leftmost = nth(city.segments, connectors.front()),
                    &rightmost = nth(city.segments, connectors.back());
  nth(city.intersections, intersection).ring =
      ring_between(nth(city.boundaries, leftmost.left).points, nth(city.boundaries, rightmost.right).points);
}

}  // namespace

Ring ring_between(const std::vector<Point2>& left, const std::vector<Point2>& right) {
  Ring ring = right;
  ring.insert(ring.end(), left.rbegin(), left.rend());
  ring.push_back(ring.front());
  return ring;
}

int add_connector(City& city, int from, int to, Course course, int intersection, int link) {
  CitySegment connector;
  const CitySegment &before = nth(city.segments, from), &after = nth(city.segments, to);
  connector.id = city.new_id();
  connector.baseline_id = city.new_id();
  connector.area_id = city.new_id();
  connector.group = link;
  connector.course = std::move(course);
  connector.width_from = before.width_to;
  connector.width_to = after.width_from;
  connector.left = add_boundary(city, connector.course.beside(-0.5 * connector.width_from, -0.5 * connector.width_to),
                                LineKind::kVirtual);
  connector.right = add_boundary(city, connector.course.beside(0.5 * connector.width_from, 0.5 * connector.width_to),
                                 LineKind::kVirtual);
  connector.speed_limit = std::min(before.speed_limit, after.speed_limit);
  connector.speed = comfortable_speed(connector.course, connector.speed_limit);
  connector.successors = {to};
  connector.intersection = intersection;
  connector.from = from;
  connector.to = to;
  const int index = count(city.segments);
  nth(city.links, link).connectors.push_back(index);
  nth(city.segments, from).successors.push_back(index);
  city.segments.push_back(std::move(connector));
  return index;
}

void build_lanes(City& city) {
  city.blocks_of.assign(city.plan.directions.size(), {});
  for (int i = 0; i < count(city.plan.directions); ++i) {
    const Direction& d = nth(city.plan.directions, i);
    std::vector<double> edges;
    for (int k = 0; k <= d.section().lanes; ++k) edges.push_back(d.section().lane_edge(k));
    const int plain = add_roadblock(city, i, d.first, d.has_pocket ? d.branch : d.last, edges);
    if (!d.has_pocket) continue;
    edges.insert(edges.begin(), -d.section().inner);  // the turn lane takes the median
    const int beside = add_roadblock(city, i, d.pocket, d.last, edges);
    add_branch(city, i, plain, beside);
  }
}

City build_city(std::uint64_t seed) {
  City city;
  city.plan = plan_streets(seed);
  build_lanes(city);
  build_junctions(city);
  build_ground(city);
  return city;
}

}  // namespace stepscope::synthesis
