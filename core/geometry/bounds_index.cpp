#include "core/geometry/bounds_index.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stepscope {

namespace {

constexpr std::size_t kFanOut = 12;

// Sort-tile-recursive order (Leutenegger, Lopez, Edgington 1997): columns by x, within each by y, so that every run of
// kFanOut items covers a compact patch.
void tile(std::span<std::uint32_t> order, std::span<const Bounds> items) {
  const auto x = [&](std::uint32_t i) { return items[i].min_x + items[i].max_x; };
  const auto y = [&](std::uint32_t i) { return items[i].min_y + items[i].max_y; };
  const double leaves = std::ceil(static_cast<double>(order.size()) / kFanOut);
  const auto column = kFanOut * static_cast<std::size_t>(std::ceil(std::sqrt(leaves)));
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return x(a) != x(b) ? x(a) < x(b) : a < b; });
  for (std::size_t first = 0; first < order.size(); first += column) {
    const auto part = order.subspan(first, std::min(column, order.size() - first));
    std::sort(part.begin(), part.end(), [&](auto a, auto b) { return y(a) != y(b) ? y(a) < y(b) : a < b; });
  }
}

}  // namespace

BoundsIndex::BoundsIndex(std::span<const Bounds> items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    // Empty rectangles overlap nothing and have no place in an order.
    if (items[i].min_x <= items[i].max_x && items[i].min_y <= items[i].max_y)
      order_.push_back(static_cast<std::uint32_t>(i));
  }
  if (order_.empty()) return;
  tile(order_, items);
  for (const std::uint32_t i : order_) boxes_.push_back(items[i]);

  for (std::size_t first = 0; first < order_.size(); first += kFanOut) {
    Node leaf{.first = static_cast<std::uint32_t>(first),
              .count = static_cast<std::uint32_t>(std::min(kFanOut, order_.size() - first))};
    for (std::uint32_t i = 0; i < leaf.count; ++i) leaf.bounds.extend(boxes_[first + i]);
    nodes_.push_back(leaf);
  }
  for (std::size_t level = 0, end = nodes_.size(); end - level > 1; level = end, end = nodes_.size()) {
    for (std::size_t first = level; first < end; first += kFanOut) {
      Node parent{.first = static_cast<std::uint32_t>(first),
                  .count = static_cast<std::uint32_t>(std::min(kFanOut, end - first)),
                  .leaf = false};
      for (std::uint32_t i = 0; i < parent.count; ++i) parent.bounds.extend(nodes_[first + i].bounds);
      nodes_.push_back(parent);
    }
  }
}

void BoundsIndex::query(const Bounds& query, std::vector<std::uint32_t>& out) const {
  out.clear();
  if (nodes_.empty() || !nodes_.back().bounds.overlaps(query)) return;
  collect(nodes_.back(), query, out);
  std::sort(out.begin(), out.end());
}

void BoundsIndex::collect(const Node& node, const Bounds& query, std::vector<std::uint32_t>& out) const {
  for (std::uint32_t i = node.first; i < node.first + node.count; ++i) {
    if (node.leaf && boxes_[i].overlaps(query)) out.push_back(order_[i]);
    if (!node.leaf && nodes_[i].bounds.overlaps(query)) collect(nodes_[i], query, out);
  }
}

}  // namespace stepscope
