#include "core/planning/pdm/pdm_route.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/geometry/overlap.h"
#include "core/map/route_id.h"
#include "core/planning/pdm/block_search.h"
#include "core/planning/pdm/start_block.h"

namespace stepscope {

namespace {

using Blocks = std::vector<const Roadblock*>;

constexpr int kBackwardDepth = 15;
constexpr int kForwardDepth = 30;
constexpr std::size_t kEntries = 3;        // blocks of the route a lead may reach
constexpr double kLoopSquareMetres = 1.0;  // what two junction crossings may share

bool is_listed(const Blocks& blocks, const Roadblock* block) {
  return std::find(blocks.begin(), blocks.end(), block) != blocks.end();
}

void prepend(Blocks& route, const Blocks& lead) { route.insert(route.begin(), lead.begin(), lead.end()); }

// Leads from where the ego stands onto the route, if it does not stand on it.
void lead_onto(const RoadMap& map, const StartBlocks& start, Blocks& route) {
  if (start.best == nullptr || is_listed(route, start.best)) return;
  std::vector<FeatureId> candidates;
  for (const Roadblock* block : start.candidates) candidates.push_back(block->id);
  if (auto back = search_blocks(map, *route.front(), SearchDirection::kBackward, candidates, kBackwardDepth)) {
    std::reverse(back->begin(), back->end());  // from the candidate to the route's first block
    back->pop_back();
    prepend(route, *back);
    return;
  }
  std::vector<FeatureId> entries;
  for (std::size_t i = 0; i < std::min(kEntries, route.size()); ++i) entries.push_back(route[i]->id);
  if (const auto lead = search_blocks(map, *start.best, SearchDirection::kForward, entries, kForwardDepth)) {
    const auto reached = std::find(route.begin(), route.end(), lead->back());
    route.erase(route.begin(), reached + 1);
    prepend(route, *lead);
  }
}

void close_gaps(const RoadMap& map, Blocks& route) {
  Blocks closed;
  for (std::size_t i = 0; i < route.size(); ++i) {
    closed.push_back(route[i]);
    if (i + 1 == route.size()) break;
    const auto& incoming = route[i + 1]->incoming;
    if (std::find(incoming.begin(), incoming.end(), route[i]->id) != incoming.end()) continue;
    const FeatureId target[] = {route[i + 1]->id};
    const auto path = search_blocks(map, *route[i], SearchDirection::kForward, target, kForwardDepth);
    if (path && path->size() >= 3) closed.insert(closed.end(), path->begin() + 1, path->end() - 1);
  }
  route = std::move(closed);
}

void cut_loops(Blocks& route) {
  Blocks crossed;
  for (std::size_t i = 0; i < route.size(); ++i) {
    if (!route[i]->connector) continue;
    const bool loop = std::any_of(crossed.begin(), crossed.end(), [&](const Roadblock* earlier) {
      return shared_square_metres(earlier->area, route[i]->area) > kLoopSquareMetres;
    });
    if (loop) {
      route.resize(i);
      return;
    }
    crossed.push_back(route[i]);
  }
}

}  // namespace

PdmRoute::PdmRoute(const RoadMap& map, std::span<const Roadblock* const> blocks)
    : map_(&map), on_route_(map.segments().size(), false) {
  for (const Roadblock* block : blocks) {
    if (is_listed(blocks_, block)) continue;
    blocks_.push_back(block);
    for (const std::uint32_t i : block->interior) {
      lanes_.push_back(&map.segments()[i]);
      on_route_[i] = true;
    }
  }
}

Result<std::vector<const Roadblock*>> route_blocks(const RoadMap& map, std::span<const std::string> ids) {
  Blocks blocks;
  for (const std::string& text : ids) {
    const Roadblock* block = roadblock_of_route(map, text);
    if (block != nullptr && !is_listed(blocks, block)) blocks.push_back(block);
  }
  if (blocks.empty())
    return Error{.file = map.file(),
                 .place = "planner pdm-closed",
                 .field = "route",
                 .reason = ids.empty() ? "the scenario has no route; without one there is nothing to drive along"
                                       : fmt::format("none of the {} roadblocks of the route is in the map; the first "
                                                     "is \"{}\"",
                                                     ids.size(), ids.front())};
  return blocks;
}

std::vector<const Roadblock*> repaired_route(const RoadMap& map, std::vector<const Roadblock*> route,
                                             const Pose2& rear_axle) {
  lead_onto(map, find_start_blocks(map, rear_axle, route), route);
  close_gaps(map, route);
  cut_loops(route);
  return route;
}

}  // namespace stepscope
