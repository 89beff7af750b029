#include "core/planning/pdm/centreline.h"

#include <algorithm>
#include <unordered_map>

namespace stepscope {

namespace {

constexpr std::size_t kWindow = 30;  // blocks

struct Node {
  const LaneSegment* lane{nullptr};
  const Node* parent{nullptr};
  double cost{0.0};
  int depth{1};
  bool expanded{false};
};

const Roadblock* window_end(const PdmRoute& route, const LaneSegment& lane) {
  const auto blocks = route.blocks();
  // A lane whose block is not listed counts as on the first one.
  auto begin = std::find_if(blocks.begin(), blocks.end(), [&](const Roadblock* b) { return b->id == lane.roadblock; });
  if (begin == blocks.end()) begin = blocks.begin();
  const auto left = static_cast<std::size_t>(blocks.end() - begin);
  return *(begin + static_cast<std::ptrdiff_t>(std::min(kWindow, left)) - 1);
}

std::vector<const LaneSegment*> way_to(const Node* node) {
  std::vector<const LaneSegment*> way;
  for (; node != nullptr; node = node->parent) way.push_back(node->lane);
  std::reverse(way.begin(), way.end());
  return way;
}

}  // namespace

std::vector<const LaneSegment*> lanes_ahead(const RoadMap& map, const PdmRoute& route, const LaneSegment& lane) {
  const FeatureId target = window_end(route, lane)->id;
  std::unordered_map<const LaneSegment*, Node> nodes;  // references into it stay valid
  std::vector<Node*> frontier{&(nodes[&lane] = {.lane = &lane})};
  const Node* deepest = nullptr;
  while (!frontier.empty()) {
    const auto cheapest = std::min_element(frontier.begin(), frontier.end(),
                                           [](const Node* a, const Node* b) { return a->cost < b->cost; });
    Node& node = **cheapest;
    frontier.erase(cheapest);
    if (node.lane->roadblock == target) return way_to(&node);
    node.expanded = true;
    if (deepest == nullptr || node.depth > deepest->depth ||
        (node.depth == deepest->depth && node.cost < deepest->cost))
      deepest = &node;
    for (const std::uint32_t i : node.lane->outgoing) {
      const LaneSegment& next = map.segments()[i];
      if (!route.holds(next)) continue;
      const auto [found, is_new] = nodes.try_emplace(&next);
      Node& reached = found->second;
      const double cost = node.cost + next.baseline.length();
      if (reached.expanded || (!is_new && cost >= reached.cost)) continue;
      reached = {.lane = &next, .parent = &node, .cost = cost, .depth = node.depth + 1};
      if (is_new) frontier.push_back(&reached);
    }
  }
  return way_to(deepest);
}

DrivePath centreline(std::span<const LaneSegment* const> lanes) {
  std::vector<Pose2> poses;
  for (const LaneSegment* lane : lanes) {
    const std::vector<Pose2> baseline = lane->baseline.discrete_path();
    poses.insert(poses.end(), baseline.begin(), baseline.end());
  }
  return DrivePath(std::move(poses));
}

}  // namespace stepscope
