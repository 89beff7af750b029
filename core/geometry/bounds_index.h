#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/geometry/bounds.h"

namespace stepscope {

// Which of many rectangles overlap a query rectangle: a static packed tree, built once, read by any number of threads.
class BoundsIndex {
 public:
  BoundsIndex() = default;
  explicit BoundsIndex(std::span<const Bounds> items);

  // Appends the indices of all items that overlap `query`, in ascending order, to `out` (which is cleared first).
  void query(const Bounds& query, std::vector<std::uint32_t>& out) const;
  // Whether `holds(index)` is true for any item that overlaps `query`; stops at the first, asks in no particular order.
  template <typename Predicate>
  bool any(const Bounds& query, Predicate&& holds) const {
    return !nodes_.empty() && nodes_.back().bounds.overlaps(query) && any_in(nodes_.back(), query, holds);
  }

 private:
  struct Node {
    Bounds bounds;
    std::uint32_t first{0};  // first child node, or first entry of order_ in a leaf
    std::uint32_t count{0};
    bool leaf{true};
  };
  void collect(const Node& node, const Bounds& query, std::vector<std::uint32_t>& out) const;
  template <typename Predicate>
  bool any_in(const Node& node, const Bounds& query, Predicate& holds) const {
    for (std::uint32_t i = node.first; i < node.first + node.count; ++i) {
      if (node.leaf ? boxes_[i].overlaps(query) && holds(order_[i])
                    : nodes_[i].bounds.overlaps(query) && any_in(nodes_[i], query, holds))
        return true;
    }
    return false;
  }

  std::vector<Node> nodes_;           // root last
  std::vector<std::uint32_t> order_;  // items, grouped by leaf
  std::vector<Bounds> boxes_;         // in the order of order_
};

}  // namespace stepscope
