#include "core/features/outlines.h"

#include <algorithm>

namespace stepscope {

void Outlines::clear(OutlineKind kind, int shift) {
  kind_ = kind;
  shift_ = shift;
  outlines_.clear();
  used_ = 0;
  map_objects_ = 0;
}

std::span<FixedPoint> Outlines::add(std::size_t corners, float colour) {
  const std::size_t end = used_ + corners;
  if (corners_.size() < end) corners_.resize(std::max(end, 2 * corners_.size()));
  outlines_.push_back({static_cast<std::uint32_t>(used_), static_cast<std::uint32_t>(end), colour});
  const std::span<FixedPoint> room = std::span(corners_).subspan(used_, corners);
  used_ = end;
  return room;
}

}  // namespace stepscope
