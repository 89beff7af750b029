#include "core/planning/route_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "core/geometry/ring_set.h"
#include "core/map/route_id.h"

namespace stepscope {

namespace {

Error unusable_route(std::string reason) {
  return {.file = {}, .place = "scene", .field = "roadblock_ids", .reason = std::move(reason)};
}

// The segments at one depth of the search. The reference's queue holds a segment once for every way to reach it; what
// matters of these are the first (which goal is found first) and the last (whose child remembers it as its parent).
struct Level {
  std::vector<std::uint32_t> by_first;
  std::vector<std::uint32_t> by_last;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> parents;  // segment → segment of the level before

  void add_first(std::uint32_t segment) {
    if (std::ranges::find(by_first, segment) == by_first.end()) by_first.push_back(segment);
  }
  void add_last(std::uint32_t segment, std::uint32_t parent) {
    std::erase(by_last, segment);
    by_last.push_back(segment);
    const auto known = std::ranges::find(parents, segment, &std::pair<std::uint32_t, std::uint32_t>::first);
    if (known == parents.end())
      parents.emplace_back(segment, parent);
    else
      known->second = parent;
  }
};

Level level_after(const RouteRoadblocks& route, const Level& level) {
  const auto for_each_child = [&route](const std::vector<std::uint32_t>& segments, auto&& visit) {
    for (const std::uint32_t segment : segments)
      for (const std::uint32_t child : route.map().segments()[segment].outgoing)
        if (route.is_candidate(child)) visit(segment, child);
  };
  Level next;
  for_each_child(level.by_first, [&](std::uint32_t, std::uint32_t child) { next.add_first(child); });
  for_each_child(level.by_last, [&](std::uint32_t segment, std::uint32_t child) { next.add_last(child, segment); });
  return next;
}

std::optional<std::uint32_t> goal_in(const RouteRoadblocks& route, const Level& level) {
  const FeatureId last = route.roadblocks().back()->id;
  for (const std::uint32_t segment : level.by_first)
    if (route.map().segments()[segment].roadblock == last) return segment;
  return std::nullopt;
}

// From the start to `end`, a segment of the last of the levels.
std::vector<std::uint32_t> way_back(std::span<const Level> levels, std::uint32_t end) {
  std::vector<std::uint32_t> way{end};
  for (std::size_t depth = levels.size(); depth-- > 1;) {
    const auto& parents = levels[depth].parents;
    way.push_back(std::ranges::find(parents, way.back(), &std::pair<std::uint32_t, std::uint32_t>::first)->second);
  }
  std::ranges::reverse(way);
  return way;
}

}  // namespace

Result<RouteRoadblocks> RouteRoadblocks::resolve(const RoadMap& map, std::span<const std::string> route) {
  if (route.size() < 2)
    return unusable_route(
        fmt::format("the route has {} roadblocks; a planner that follows it needs two or more", route.size()));
  RouteRoadblocks resolved;
  resolved.map_ = &map;
  for (const std::string& id : route) resolved.roadblocks_.push_back(roadblock_of_route(map, id));
  for (const std::size_t i : {std::size_t{0}, std::size_t{1}, route.size() - 1}) {
    if (resolved.roadblocks_[i] == nullptr)
      return unusable_route(fmt::format("number {} of {}, \"{}\", is no roadblock of the map of {}", i + 1,
                                        route.size(), route[i], map.location()));
  }
  if (resolved.roadblocks_[0]->interior.empty() && resolved.roadblocks_[1]->interior.empty())
    return unusable_route(
        fmt::format("the first two roadblocks, {} and {}, have no lanes to start in", route[0], route[1]));
  for (const Roadblock* roadblock : resolved.roadblocks_)
    if (roadblock != nullptr)
      resolved.candidates_.insert(resolved.candidates_.end(), roadblock->interior.begin(), roadblock->interior.end());
  std::ranges::sort(resolved.candidates_);
  const auto repeated = std::ranges::unique(resolved.candidates_);
  resolved.candidates_.erase(repeated.begin(), repeated.end());
  return resolved;
}

bool RouteRoadblocks::is_candidate(std::uint32_t segment) const {
  return std::ranges::binary_search(candidates_, segment);
}

std::uint32_t starting_segment(const RouteRoadblocks& route, const OrientedBox& ego) {
  const auto segments = route.map().segments();
  const RingSet ego_region(ego);
  std::optional<std::uint32_t> nearest;
  double nearest_distance = 0.0;
  for (const Roadblock* roadblock : route.roadblocks().first(2)) {
    for (const std::uint32_t i : roadblock->interior) {
      if (segments[i].area.contains(ego.centre.position())) return i;
      const double d = distance(RingSet(segments[i].area), ego_region);
      if (nearest.has_value() && !(d < nearest_distance)) continue;
      nearest = i;
      nearest_distance = d;
    }
  }
  return nearest.value();  // resolve() has seen to it
}

RoutePlan search_route(const RouteRoadblocks& route, std::uint32_t start) {
  const auto roadblocks = route.roadblocks();
  const bool starts_in_second = route.map().segments()[start].roadblock == roadblocks[1]->id;
  const std::size_t goal_depth = roadblocks.size() - (starts_in_second ? 1 : 0);
  std::vector<Level> levels(1);
  levels[0].by_first = levels[0].by_last = {start};
  while (levels.size() <= goal_depth) {
    if (levels.size() == goal_depth) {
      if (const auto goal = goal_in(route, levels.back())) return {way_back(levels, *goal), true};
    }
    Level next = level_after(route, levels.back());
    if (next.by_last.empty()) break;
    levels.push_back(std::move(next));
  }
  return {way_back(levels, levels.back().by_last.back()), false};
}

}  // namespace stepscope
