#include "core/geometry/bounds_grid.h"

#include <algorithm>
#include <cmath>

namespace stepscope {

namespace {

constexpr std::size_t kBuckets = 4096;      // a power of two
constexpr std::int64_t kCellLimit = 4'096;  // a query over more cells than that looks at all items instead

}  // namespace

BoundsGrid::BoundsGrid(double cell) : cell_(cell), buckets_(kBuckets, -1) {}

void BoundsGrid::clear() {
  std::fill(buckets_.begin(), buckets_.end(), -1);
  links_.clear();
  items_.clear();
  free_ = -1;
}

void BoundsGrid::reserve(std::size_t items, std::size_t cells_each) {
  items_.reserve(items);
  links_.reserve(items * cells_each);
}

BoundsGrid::Cells BoundsGrid::cells_of(const Bounds& bounds) const {
  if (bounds.empty()) return {};
  const auto cell = [this](double metres) {
    return static_cast<std::int64_t>(std::floor(std::clamp(metres, -1e12, 1e12) / cell_));
  };
  return {cell(bounds.min_x), cell(bounds.min_y), cell(bounds.max_x), cell(bounds.max_y)};
}

std::size_t BoundsGrid::bucket(std::int64_t x, std::int64_t y) {
  const auto mixed =
      static_cast<std::uint64_t>(x) * 0x9E3779B97F4A7C15ULL + static_cast<std::uint64_t>(y) * 0xC2B2AE3D27D4EB4FULL;
  return static_cast<std::size_t>((mixed ^ (mixed >> 29)) & (kBuckets - 1));
}

void BoundsGrid::set(std::uint32_t item, const Bounds& bounds) {
  if (item >= items_.size()) items_.resize(item + std::size_t{1});
  const Cells cells = cells_of(bounds);
  if (cells == items_[item].cells) {
    items_[item].bounds = bounds;
    return;
  }
  remove(item);
  items_[item].bounds = bounds;
  items_[item].cells = cells;
  for (std::int64_t x = cells.min_x; x <= cells.max_x; ++x) {
    for (std::int64_t y = cells.min_y; y <= cells.max_y; ++y) {
      std::int32_t link = free_;
      if (link >= 0) {
        free_ = links_[static_cast<std::size_t>(link)].next;
      } else {
        link = static_cast<std::int32_t>(links_.size());
        links_.emplace_back();
      }
      std::int32_t& first = buckets_[bucket(x, y)];
      links_[static_cast<std::size_t>(link)] = {item, first};
      first = link;
    }
  }
}

void BoundsGrid::remove(std::uint32_t item) {
  if (item >= items_.size()) return;
  const Cells cells = items_[item].cells;
  for (std::int64_t x = cells.min_x; x <= cells.max_x; ++x)
    for (std::int64_t y = cells.min_y; y <= cells.max_y; ++y) unlink(item, bucket(x, y));
  items_[item].cells = {};
  items_[item].bounds = {};
}

void BoundsGrid::unlink(std::uint32_t item, std::size_t bucket) {
  std::int32_t* place = &buckets_[bucket];
  while (*place >= 0) {
    Link& link = links_[static_cast<std::size_t>(*place)];
    if (link.item == item) {
      const std::int32_t freed = *place;
      *place = link.next;
      link.next = free_;
      free_ = freed;
      return;
    }
    place = &link.next;
  }
}

void BoundsGrid::query(const Bounds& query, std::vector<std::uint32_t>& out) {
  out.clear();
  if (query.empty()) return;
  ++query_;
  const Cells cells = cells_of(query);
  const auto visit = [&](std::uint32_t i) {
    Item& item = items_[i];
    if (item.seen == query_) return;
    item.seen = query_;
    if (item.bounds.overlaps(query)) out.push_back(i);
  };
  const std::int64_t wide = cells.max_x - cells.min_x + 1, high = cells.max_y - cells.min_y + 1;
  if (wide > kCellLimit || high > kCellLimit || wide * high > kCellLimit) {
    for (std::uint32_t i = 0; i < items_.size(); ++i) visit(i);
    return;
  }
  for (std::int64_t x = cells.min_x; x <= cells.max_x; ++x) {
    for (std::int64_t y = cells.min_y; y <= cells.max_y; ++y) {
      for (std::int32_t link = buckets_[bucket(x, y)]; link >= 0; link = links_[static_cast<std::size_t>(link)].next)
        visit(links_[static_cast<std::size_t>(link)].item);
    }
  }
  std::sort(out.begin(), out.end());
}

}  // namespace stepscope
