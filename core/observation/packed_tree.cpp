#include "core/observation/packed_tree.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <queue>
#include <vector>

namespace stepscope {

namespace {

constexpr std::size_t kCapacity = 10;

double twice_x(const Bounds& b) { return b.min_x + b.max_x; }
double twice_y(const Bounds& b) { return b.min_y + b.max_y; }

double gap(const Bounds& a, const Bounds& b) {
  const double dx = std::max({0.0, a.min_x - b.max_x, b.min_x - a.max_x});
  const double dy = std::max({0.0, a.min_y - b.max_y, b.min_y - a.max_y});
  return std::sqrt(dx * dx + dy * dy);
}

struct Node {
  Bounds bounds;
  double distance{0.0};  // of a leaf: given; of an inner node: from its bounds to the query's
  std::size_t item{0};   // of a leaf
  std::size_t first_child{0}, children{0};
};

bool lower_x(const Node& a, const Node& b) { return twice_x(a.bounds) < twice_x(b.bounds); }
bool lower_y(const Node& a, const Node& b) { return twice_y(a.bounds) < twice_y(b.bounds); }

// Appends the parents of nodes[first, last), sorted by y.
void add_parents(std::vector<Node>& nodes, std::size_t first, std::size_t last, const Bounds& query) {
  for (std::size_t begin = first; begin < last; begin += kCapacity) {
    Node parent{.first_child = begin, .children = std::min(kCapacity, last - begin)};
    for (std::size_t i = begin; i < begin + parent.children; ++i) parent.bounds.extend(nodes[i].bounds);
    parent.distance = gap(parent.bounds, query);
    nodes.push_back(parent);
  }
}

std::size_t divided_up(std::size_t a, std::size_t b) { return (a + b - 1) / b; }

// The whole tree; its root is the last node.
std::vector<Node> packed(std::span<const TreeEntry> entries, const Bounds& query) {
  std::vector<Node> nodes;
  for (std::size_t i = 0; i < entries.size(); ++i)
    nodes.push_back({.bounds = entries[i].bounds, .distance = entries[i].distance, .item = i});
  std::size_t begin = 0;
  while (nodes.size() - begin > 1) {
    const std::size_t end = nodes.size(), count = end - begin;
    const auto slices =
        static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(divided_up(count, kCapacity)))));
    const std::size_t per_slice = divided_up(count, slices);
    const auto at = [&nodes](std::size_t i) { return nodes.begin() + static_cast<std::ptrdiff_t>(i); };
    std::sort(at(begin), at(end), lower_x);
    for (std::size_t slice = begin; slice < end; slice += per_slice) {
      const std::size_t slice_end = std::min(slice + per_slice, end);
      std::sort(at(slice), at(slice_end), lower_y);
      add_parents(nodes, slice, slice_end, query);
    }
    begin = end;
  }
  return nodes;
}

// All entries are children of one root: the first of the nearest ones in the order of that root.
std::size_t nearest_of_one_node(std::span<const TreeEntry> entries) {
  std::size_t nearest = 0;
  const auto before = [](const Bounds& a, const Bounds& b) {
    return twice_y(a) != twice_y(b) ? twice_y(a) < twice_y(b) : twice_x(a) < twice_x(b);
  };
  for (std::size_t i = 1; i < entries.size(); ++i) {
    const TreeEntry &entry = entries[i], &best = entries[nearest];
    if (entry.distance < best.distance || (entry.distance == best.distance && before(entry.bounds, best.bounds)))
      nearest = i;
  }
  return nearest;
}

}  // namespace

std::size_t nearest_in_packed_tree(std::span<const TreeEntry> entries, const Bounds& query) {
  if (entries.size() <= kCapacity) return nearest_of_one_node(entries);
  const std::vector<Node> nodes = packed(entries, query);
  const auto farther = [&nodes](std::size_t a, std::size_t b) { return nodes[a].distance > nodes[b].distance; };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(farther)> waiting(farther);
  waiting.push(nodes.size() - 1);
  const Node* nearest = nullptr;
  while (!waiting.empty() && (nearest == nullptr || nearest->distance > 0.0)) {
    const Node& node = nodes[waiting.top()];
    waiting.pop();
    if (nearest != nullptr && node.distance >= nearest->distance) break;
    if (node.children == 0) {
      nearest = &node;
      continue;
    }
    for (std::size_t i = node.first_child; i < node.first_child + node.children; ++i)
      if (nearest == nullptr || nodes[i].distance < nearest->distance) waiting.push(i);
  }
  return nearest == nullptr ? 0 : nearest->item;
}

}  // namespace stepscope
