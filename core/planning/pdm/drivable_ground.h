#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/geometry/bounds_index.h"
#include "core/geometry/prepared_area.h"
#include "core/planning/pdm/ego_footprint.h"
#include "core/planning/pdm/pdm_route.h"

namespace stepscope {

// Where a footprint stands.
struct GroundFlags {
  bool multiple_lanes{false};  // its corners lie in several lanes and in none altogether
  bool off_road{false};        // some corner lies in no lane or car park
  bool off_direction{false};   // its centre lies in no lane of the route

  bool unsettled() const { return multiple_lanes || off_road; }
  bool operator==(const GroundFlags&) const = default;
};

// The lanes, lane connectors and car parks around the ego: those of the blocks that reach into a square around it.
class DrivableGround {
 public:
  // `map` and `route` must outlive the ground.
  void begin(const RoadMap& map, const PdmRoute& route);
  void update(Point2 ego_centre, double radius);

  GroundFlags flags(const EgoFootprint& footprint);
  // Lanes of the route around the ego whose closed area holds the point. `out` is cleared first.
  void route_lanes_at(Point2 p, std::vector<const LaneSegment*>& out);
  // The point lies strictly inside an intersection of the map.
  bool in_intersection(Point2 p);

  // Narrows what flags() looks at to what reaches into `window`, until the next update().
  void look_at(const Bounds& window);

 private:
  // A lane, lane connector or car park. Made ready when it is first asked about.
  struct Patch {
    const Area* area{nullptr};
    const LaneSegment* lane{nullptr};
    bool on_route{false};
    std::unique_ptr<PreparedArea> prepared;
  };
  struct Block {
    const Area* area{nullptr};
    std::vector<std::uint32_t> patches;
  };
  struct Seen {
    Bounds bounds;
    std::uint32_t patch{0};
  };
  const PreparedArea& prepared(std::uint32_t patch);

  const RoadMap* map_{nullptr};
  std::vector<Patch> patches_;
  std::vector<Block> blocks_;
  BoundsIndex block_index_, intersection_index_;
  std::vector<Seen> around_;     // of the last update
  std::vector<Seen> in_window_;  // of the last look_at
  std::vector<std::uint32_t> found_;
};

}  // namespace stepscope
