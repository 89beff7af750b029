#include "core/planning/pdm/drivable_ground.h"

#include <algorithm>

#include "core/probe/counting.h"

namespace stepscope {

namespace {

void count_looked_at(std::size_t areas) { count_in_step(&StepCounters::map_objects, areas); }

}  // namespace

void DrivableGround::begin(const RoadMap& map, const PdmRoute& route) {
  *this = DrivableGround();
  map_ = &map;
  std::vector<Bounds> block_bounds, intersection_bounds;
  const auto add_block = [&](const Area& area) -> Block& {
    block_bounds.push_back(area.bounds());
    return blocks_.emplace_back(Block{.area = &area, .patches = {}});
  };
  const auto add_patch = [&](Block& block, const Area& area, const LaneSegment* lane) {
    block.patches.push_back(static_cast<std::uint32_t>(patches_.size()));
    patches_.push_back(
        {.area = &area, .lane = lane, .on_route = lane != nullptr && route.holds(*lane), .prepared = nullptr});
  };
  for (const auto blocks : {map.roadblocks(), map.roadblock_connectors()}) {
    for (const Roadblock& roadblock : blocks) {
      Block& block = add_block(roadblock.area);
      for (const std::uint32_t i : roadblock.interior) add_patch(block, map.segments()[i].area, &map.segments()[i]);
    }
  }
  for (const MapArea& carpark : map.carpark_areas()) add_patch(add_block(carpark.area), carpark.area, nullptr);
  block_index_ = BoundsIndex(block_bounds);
  for (const MapArea& intersection : map.intersections()) intersection_bounds.push_back(intersection.area.bounds());
  intersection_index_ = BoundsIndex(intersection_bounds);
  around_.reserve(patches_.size());
  in_window_.reserve(patches_.size());
  found_.reserve(std::max(blocks_.size(), intersection_bounds.size()));
}

void DrivableGround::update(Point2 ego_centre, double radius) {
  around_.clear();
  const Bounds square = Bounds::square(ego_centre, radius);
  block_index_.query(square, found_);
  count_looked_at(found_.size());
  for (const std::uint32_t i : found_) {
    if (!blocks_[i].area->intersects(square)) continue;
    for (const std::uint32_t patch : blocks_[i].patches)
      around_.push_back({.bounds = patches_[patch].area->bounds(), .patch = patch});
  }
  in_window_ = around_;
}

void DrivableGround::look_at(const Bounds& window) {
  in_window_.clear();
  for (const Seen& seen : around_) {
    if (seen.bounds.overlaps(window)) in_window_.push_back(seen);
  }
}

const PreparedArea& DrivableGround::prepared(std::uint32_t patch) {
  std::unique_ptr<PreparedArea>& area = patches_[patch].prepared;
  if (!area) area = std::make_unique<PreparedArea>(*patches_[patch].area);
  return *area;
}

GroundFlags DrivableGround::flags(const EgoFootprint& footprint) {
  constexpr unsigned kAll = 0b1111;
  unsigned on_ground = 0;
  int touched = 0;
  bool one_holds_all = false, in_direction = false;
  std::size_t looked_at = 0;
  const Bounds bounds = bounds_of(footprint.corners);
  for (const auto& [patch_bounds, patch] : in_window_) {
    if (!patch_bounds.overlaps(bounds)) continue;
    ++looked_at;
    const PreparedArea& area = prepared(patch);
    unsigned held = 0;
    for (unsigned i = 0; i < 4; ++i) held |= area.contains(footprint.corners[i]) ? 1U << i : 0U;
    on_ground |= held;
    touched += held != 0;
    one_holds_all |= held == kAll;
    if (!in_direction && patches_[patch].on_route) in_direction = area.contains(footprint.centre);
  }
  count_looked_at(looked_at);
  return {
      .multiple_lanes = touched > 1 && !one_holds_all, .off_road = on_ground != kAll, .off_direction = !in_direction};
}

void DrivableGround::route_lanes_at(Point2 p, std::vector<const LaneSegment*>& out) {
  out.clear();
  std::size_t looked_at = 0;
  for (const auto& [bounds, patch] : around_) {
    if (!patches_[patch].on_route || !bounds.contains(p)) continue;
    ++looked_at;
    if (prepared(patch).touches(p)) out.push_back(patches_[patch].lane);
  }
  count_looked_at(looked_at);
}

bool DrivableGround::in_intersection(Point2 p) {
  intersection_index_.query(Bounds::square(p, 0.0), found_);
  count_looked_at(found_.size());
  return std::any_of(found_.begin(), found_.end(),
                     [&](std::uint32_t i) { return map_->content().intersections[i].area.contains(p); });
}

}  // namespace stepscope
