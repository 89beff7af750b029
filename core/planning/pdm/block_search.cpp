#include "core/planning/pdm/block_search.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace stepscope {

namespace {

// The blocks of one depth. The reference keeps duplicates in its queue, which grows without bound; what they decide is
// only who comes first (which target is found) and who comes last (which predecessor stays).
struct Layer {
  std::vector<const Roadblock*> by_first_visit;
  std::vector<const Roadblock*> by_last_visit;
  std::unordered_map<const Roadblock*, const Roadblock*> predecessor;
};

template <typename Visit>
void for_neighbours(const RoadMap& map, const Roadblock& block, SearchDirection direction, Visit&& visit) {
  for (const FeatureId id : direction == SearchDirection::kForward ? block.outgoing : block.incoming) {
    if (const Roadblock* next = map.roadblock(id)) visit(next);
  }
}

Layer next_layer(const RoadMap& map, const Layer& layer, SearchDirection direction) {
  Layer next;
  std::unordered_set<const Roadblock*> seen;
  for (const Roadblock* block : layer.by_first_visit) {
    for_neighbours(map, *block, direction, [&](const Roadblock* neighbour) {
      if (seen.insert(neighbour).second) next.by_first_visit.push_back(neighbour);
    });
  }
  std::vector<const Roadblock*> visits;
  for (const Roadblock* block : layer.by_last_visit) {
    for_neighbours(map, *block, direction, [&](const Roadblock* neighbour) {
      visits.push_back(neighbour);
      next.predecessor[neighbour] = block;
    });
  }
  seen.clear();
  for (auto visit = visits.rbegin(); visit != visits.rend(); ++visit) {
    if (seen.insert(*visit).second) next.by_last_visit.push_back(*visit);
  }
  std::reverse(next.by_last_visit.begin(), next.by_last_visit.end());
  return next;
}

}  // namespace

std::optional<std::vector<const Roadblock*>> search_blocks(const RoadMap& map, const Roadblock& root,
                                                           SearchDirection direction,
                                                           std::span<const FeatureId> targets, int max_depth) {
  std::vector<Layer> layers{{.by_first_visit = {&root}, .by_last_visit = {&root}, .predecessor = {}}};
  for (int depth = 1; depth <= max_depth && !layers.back().by_first_visit.empty(); ++depth) {
    const auto& blocks = layers.back().by_first_visit;
    const auto found = std::find_if(blocks.begin(), blocks.end(), [&](const Roadblock* block) {
      return std::find(targets.begin(), targets.end(), block->id) != targets.end();
    });
    if (found != blocks.end()) {
      std::vector<const Roadblock*> path{*found};
      for (std::size_t i = layers.size() - 1; i > 0; --i) path.push_back(layers[i].predecessor.at(path.back()));
      std::reverse(path.begin(), path.end());
      return path;
    }
    layers.push_back(next_layer(map, layers.back(), direction));
  }
  return std::nullopt;
}

}  // namespace stepscope
