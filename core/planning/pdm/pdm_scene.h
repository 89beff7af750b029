#pragma once

#include <map>
#include <set>
#include <span>
#include <vector>

#include "core/geometry/convex_quad.h"
#include "core/geometry/prepared_area.h"
#include "core/planning/pdm/pdm_parameters.h"
#include "core/planning/pdm/pdm_route.h"
#include "core/planning/planner.h"

namespace stepscope {

// Something on the road that may be in the way: an object whose box moves on with constant velocity, or the polygon of
// a connector with a red light, which stands still.
struct PdmObstacle {
  ConvexQuad corners;                      // now
  Point2 centre;                           // now
  Point2 velocity;                         // m/s, map frame; 0 for what is static
  double heading{0.0};                     // rad, of the box
  double speed{0.0};                       // m/s, ≥ 0
  double outer_radius{0.0};                // m: no corner is farther from the centre
  double inner_radius{0.0};                // m: the box covers this circle
  bool agent{false};                       // moves by itself
  const PreparedArea* red_light{nullptr};  // the polygon in place of corners
  const Area* red_light_area{nullptr};     // the same
  Token track;
  FeatureId connector{0};

  Point2 centre_at(double seconds) const { return centre + seconds * velocity; }
  ConvexQuad corners_at(double seconds) const { return moved(corners, seconds * velocity); }
};

// What PDM-Closed sees at a step: the nearest objects around the ego and the red lights on its route, with a forecast
// every 0.2 s. What the ego once overlapped is not seen again for the whole run (a light only when the ego was wholly
// inside its connector), because a collision that has happened cannot be avoided.
class PdmScene {
 public:
  // `map` and `route` must outlive the scene.
  void begin(const RoadMap& map, const PdmRoute& route);
  void update(const PlannerInput& input, const PdmParameters& parameters);

  // Static objects first, then agents, then lights; within a kind the nearest first.
  std::span<const PdmObstacle> obstacles() const { return obstacles_; }
  // Objects and lights seen before that are left out for good.
  std::size_t ignored() const { return ignored_tracks_.size() + ignored_lights_.size(); }

  // The forecast that holds for 0.1 s step k, seconds from now: one every 0.2 s.
  static double sample_time(int k) { return 0.2 * static_cast<double>(k / 2); }

 private:
  struct Candidate {
    const TrackedObject* object;
    double squared_distance;
  };
  void collect(const HistorySample& now, const PdmParameters& parameters);
  void add_nearest(std::vector<Candidate>& candidates, std::size_t limit);
  void add_red_lights(std::span<const TrafficLightStatus> lights);
  void drop_overlapped(const ConvexQuad& ego);

  const RoadMap* map_{nullptr};
  const PdmRoute* route_{nullptr};
  std::vector<PdmObstacle> obstacles_;
  std::vector<Candidate> static_, vehicles_, pedestrians_, bicycles_;
  std::set<Token> ignored_tracks_;
  std::set<FeatureId> ignored_lights_;
  struct Light {
    PreparedArea area;
    Point2 centroid;
  };
  std::map<FeatureId, Light> lights_;  // prepared when first red
};

}  // namespace stepscope
