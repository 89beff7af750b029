#include "core/planning/pdm/pdm_scene.h"

#include <algorithm>
#include <cmath>

#include "core/geometry/angle.h"

namespace stepscope {

namespace {

// The nearest of each kind that are looked at.
constexpr std::size_t kMostVehicles = 50, kMostPedestrians = 25, kMostBicycles = 10, kMostStatic = 50;

// Of each kind within the radius, and red lights on the route: more of them only allocate.
constexpr std::size_t kUsualObjects = 256, kUsualLights = 16;

PdmObstacle obstacle_from(const TrackedObject& object) {
  PdmObstacle obstacle;
  obstacle.corners = object.box.corners();
  obstacle.centre = object.box.centre.position();
  obstacle.heading = object.box.centre.heading;
  obstacle.outer_radius = std::hypot(object.box.length, object.box.width) / 2.0;
  obstacle.inner_radius = std::min(object.box.length, object.box.width) / 2.0;
  obstacle.agent = is_agent(object.type);
  obstacle.track = object.track;
  if (!obstacle.agent) return obstacle;
  obstacle.speed = object.speed();
  // It goes on along its own axis, forwards or backwards, whichever its velocity is nearer to.
  const double turn = wrap_angle(obstacle.heading - std::atan2(object.vy, object.vx));
  const double along = std::abs(turn) < kPi / 2.0 ? obstacle.heading : obstacle.heading + kPi;
  obstacle.velocity = {obstacle.speed * std::cos(along), obstacle.speed * std::sin(along)};
  return obstacle;
}

}  // namespace

void PdmScene::begin(const RoadMap& map, const PdmRoute& route) {
  *this = PdmScene();
  map_ = &map;
  route_ = &route;
  for (auto* list : {&static_, &vehicles_, &pedestrians_, &bicycles_}) list->reserve(kUsualObjects);
  obstacles_.reserve(kMostVehicles + kMostPedestrians + kMostBicycles + kMostStatic + kUsualLights);
}

void PdmScene::update(const PlannerInput& input, const PdmParameters& parameters) {
  obstacles_.clear();
  collect(input.history.newest(), parameters);
  add_nearest(static_, kMostStatic);
  add_nearest(vehicles_, kMostVehicles);
  add_nearest(pedestrians_, kMostPedestrians);
  add_nearest(bicycles_, kMostBicycles);
  add_red_lights(input.lights);
  drop_overlapped(input.ego().box().corners());
}

void PdmScene::collect(const HistorySample& now, const PdmParameters& parameters) {
  for (auto* list : {&static_, &vehicles_, &pedestrians_, &bicycles_}) list->clear();
  const Point2 ego = now.ego.centre().position();
  for (const TrackedObject& object : now.objects) {
    const Point2 d = object.box.centre.position() - ego;
    const Candidate candidate{.object = &object, .squared_distance = d.x * d.x + d.y * d.y};
    if (!(distance(object.box.centre.position(), ego) <= parameters.map_radius)) continue;
    if (ignored_tracks_.contains(object.track)) continue;
    switch (object.type) {
      case ObjectType::kVehicle:
        vehicles_.push_back(candidate);
        break;
      case ObjectType::kPedestrian:
        pedestrians_.push_back(candidate);
        break;
      case ObjectType::kBicycle:
        bicycles_.push_back(candidate);
        break;
      default:
        static_.push_back(candidate);
    }
  }
}

void PdmScene::add_nearest(std::vector<Candidate>& candidates, std::size_t limit) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.squared_distance != b.squared_distance ? a.squared_distance < b.squared_distance : a.object < b.object;
  });
  candidates.resize(std::min(candidates.size(), limit));
  for (const Candidate& candidate : candidates) obstacles_.push_back(obstacle_from(*candidate.object));
}

void PdmScene::add_red_lights(std::span<const TrafficLightStatus> lights) {
  for (const TrafficLightStatus& light : lights) {
    if (light.colour != LightColour::kRed || ignored_lights_.contains(light.lane_connector)) continue;
    const LaneSegment* connector = map_->segment(light.lane_connector);
    if (connector == nullptr || !route_->holds(*connector) || connector->area.empty()) continue;
    auto known = lights_.find(connector->id);
    if (known == lights_.end()) {
      Light prepared{.area = PreparedArea(connector->area), .centroid = connector->area.centroid()};
      known = lights_.emplace(connector->id, std::move(prepared)).first;
    }
    PdmObstacle obstacle;
    obstacle.centre = known->second.centroid;
    const Bounds& bounds = known->second.area.bounds();
    for (const double x : {bounds.min_x, bounds.max_x}) {
      for (const double y : {bounds.min_y, bounds.max_y})
        obstacle.outer_radius = std::max(obstacle.outer_radius, distance(obstacle.centre, Point2{x, y}));
    }
    obstacle.red_light = &known->second.area;
    obstacle.red_light_area = &connector->area;
    obstacle.connector = connector->id;
    obstacles_.push_back(obstacle);
  }
}

void PdmScene::drop_overlapped(const ConvexQuad& ego) {
  std::erase_if(obstacles_, [&](const PdmObstacle& obstacle) {
    if (obstacle.red_light != nullptr) {
      if (!obstacle.red_light->encloses(ego)) return false;
      ignored_lights_.insert(obstacle.connector);
      return true;
    }
    if (!intersects(obstacle.corners, ego)) return false;
    ignored_tracks_.insert(obstacle.track);
    return true;
  });
}

}  // namespace stepscope
