#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace stepscope {

// Lane segments, as indices in RoadMap::segments().
using SegmentSpan = std::span<const std::uint32_t>;

// A list of lane segments for each of the samples first … end−1, all in one block of memory.
class SegmentLists {
 public:
  // Empty lists for the samples first … first+count−1.
  void reset(std::size_t first, std::size_t count) {
    first_ = first;
    items_.clear();
    ranges_.assign(count, {});
  }
  std::size_t first() const { return first_; }
  std::size_t end() const { return first_ + ranges_.size(); }

  // Copies `list`, which must not be one of these lists.
  void set(std::size_t sample, SegmentSpan list) {
    ranges_[sample - first_] = {static_cast<std::uint32_t>(items_.size()), static_cast<std::uint32_t>(list.size())};
    items_.insert(items_.end(), list.begin(), list.end());
  }
  SegmentSpan operator[](std::size_t sample) const {
    const Range range = ranges_[sample - first_];
    return SegmentSpan(items_).subspan(range.begin, range.count);
  }
  // Position of a sample's first item among all items, and their number: for arrays kept beside them.
  std::size_t offset(std::size_t sample) const { return ranges_[sample - first_].begin; }
  std::size_t items() const { return items_.size(); }

 private:
  struct Range {
    std::uint32_t begin{0}, count{0};
  };
  std::size_t first_{0};
  std::vector<Range> ranges_;
  std::vector<std::uint32_t> items_;
};

}  // namespace stepscope
